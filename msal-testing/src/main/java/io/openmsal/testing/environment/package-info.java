/**
 * A machine made of a few lines of test code. Start with {@link io.openmsal.testing.environment.FakeEnvironment};
 * {@link io.openmsal.testing.environment.EnvironmentContract} is for those who write an
 * {@link io.openmsal.port.environment.Environment} of their own.
 */
@NullMarked
package io.openmsal.testing.environment;

import org.jspecify.annotations.NullMarked;
