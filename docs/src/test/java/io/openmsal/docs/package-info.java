/** The code that the documents show, compiled and run by the build, and the test that keeps the two equal. */
@NullMarked
package io.openmsal.docs;

import org.jspecify.annotations.NullMarked;
