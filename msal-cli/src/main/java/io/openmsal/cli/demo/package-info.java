/**
 * Every way of getting a token, shown against the emulator through the public API: {@link io.openmsal.cli.demo.Demo} runs the
 * scenarios one after the other, and {@link io.openmsal.cli.demo.Outcome} is what is told of each. No token is ever shown.
 */
@NullMarked
package io.openmsal.cli.demo;

import org.jspecify.annotations.NullMarked;
