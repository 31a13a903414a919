/** The emulator seen from outside: each test speaks plain HTTP to one of its endpoints. */
@NullMarked
package io.openmsal.testing.emulator;

import org.jspecify.annotations.NullMarked;
