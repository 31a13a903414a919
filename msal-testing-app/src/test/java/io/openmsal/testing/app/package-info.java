@NullMarked
package io.openmsal.testing.app;

import org.jspecify.annotations.NullMarked;
