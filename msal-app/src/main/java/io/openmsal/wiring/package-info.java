/**
 * Guice, and only here: {@link io.openmsal.wiring.MsalModule} binds every port to its usual adapter, and a host's injector may
 * bind any of them to something else. Nothing outside this package knows that there is an injector.
 */
@NullMarked
package io.openmsal.wiring;

import org.jspecify.annotations.NullMarked;
