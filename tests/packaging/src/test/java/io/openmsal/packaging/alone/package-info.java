/** An application that is started from outside, with nothing of the test on its class path. */
@NullMarked
package io.openmsal.packaging.alone;

import org.jspecify.annotations.NullMarked;
