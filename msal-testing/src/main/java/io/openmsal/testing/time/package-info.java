/**
 * Time that a test moves by hand. Start with {@link io.openmsal.testing.time.TestClock}, hand it in wherever a
 * {@link java.time.Clock} is asked for, and put {@link io.openmsal.testing.time.FakeSleeper} next to it: a device-code
 * sign-in of fifteen minutes then runs in milliseconds. {@link io.openmsal.testing.time.SleeperContract} is for those who
 * write a {@link io.openmsal.port.time.Sleeper} of their own.
 */
@NullMarked
package io.openmsal.testing.time;

import org.jspecify.annotations.NullMarked;
