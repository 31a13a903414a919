/** An application's own code, which needs tokens of people and nothing else of the library. */
@NullMarked
package sample.mail;

import org.jspecify.annotations.NullMarked;
