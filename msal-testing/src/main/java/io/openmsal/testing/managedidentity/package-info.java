/**
 * Azure hosts that give managed identities, played on loopback: {@link io.openmsal.testing.managedidentity.AzureHostEmulator}
 * answers as they do, and describes the environment in which a program would find itself.
 */
@NullMarked
package io.openmsal.testing.managedidentity;

import org.jspecify.annotations.NullMarked;
