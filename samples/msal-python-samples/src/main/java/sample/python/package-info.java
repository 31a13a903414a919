/**
 * The programs that MSAL for Python ships as samples, in Java: each gets a token twice, so that the second is seen to come from the
 * cache, and says what it got without ever printing a token. They read the same environment variables.
 */
@NullMarked
package sample.python;

import org.jspecify.annotations.NullMarked;
