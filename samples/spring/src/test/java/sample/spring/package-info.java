/** The sample in a real context. */
@NullMarked
package sample.spring;

import org.jspecify.annotations.NullMarked;
