/**
 * For the tests of code that uses the library. Start with {@link io.openmsal.testing.app.FakeTokens} where the code takes one of
 * the narrow interfaces, and with {@link io.openmsal.testing.app.EmulatedApplications} where it takes a whole application.
 */
@NullMarked
package io.openmsal.testing.app;

import org.jspecify.annotations.NullMarked;
