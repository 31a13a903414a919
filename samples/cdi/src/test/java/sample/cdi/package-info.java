/** The sample in a real container. */
@NullMarked
package sample.cdi;

import org.jspecify.annotations.NullMarked;
