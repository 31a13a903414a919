/** The sample web application where it is at home. Start with SignInInContainersTest. */
@NullMarked
package io.openmsal.containers;

import org.jspecify.annotations.NullMarked;
