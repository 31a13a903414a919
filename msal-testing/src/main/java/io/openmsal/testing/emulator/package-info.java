/**
 * An identity provider in the test's own process: real TLS on loopback, real sign-in pages, real signatures, in the dialect of
 * Microsoft Entra and, beside it, as a plain OpenID Connect provider.
 *
 * <p>Start with {@link io.openmsal.testing.emulator.Emulator}. What it knows are its
 * {@link io.openmsal.testing.emulator.EmulatorTenant tenants}, {@link io.openmsal.testing.emulator.EmulatorUser users} and
 * {@link io.openmsal.testing.emulator.EmulatorApp applications}; what it saw are
 * {@link io.openmsal.testing.emulator.EmulatorRequest requests}; how it misbehaves on command is a
 * {@link io.openmsal.testing.emulator.Fault}. In JUnit Jupiter,
 * {@link io.openmsal.testing.emulator.EmulatorExtension} starts one per test class; it is the only class here that needs JUnit.
 *
 * <p>Readers of the inside: {@code Dispatcher} leads each request to its endpoint, {@code TokenEndpoint} to its grant,
 * {@code SignIn} through the pages; {@code Realm} is the dialect. Nothing here uses the library under test: the emulator is
 * the other side of the wire, written a second time.
 */
@NullMarked
package io.openmsal.testing.emulator;

import org.jspecify.annotations.NullMarked;
