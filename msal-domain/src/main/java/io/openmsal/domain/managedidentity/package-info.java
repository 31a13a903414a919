/**
 * The identities that Azure gives to a virtual machine, a web application or a container, and the hosts they are asked for at.
 * Start with {@link io.openmsal.domain.managedidentity.ManagedIdentitySource}: one class for each host, and an open interface
 * for hosts of your own. {@link io.openmsal.domain.managedidentity.SourceSelection} finds out which host this is, and
 * {@link io.openmsal.domain.managedidentity.SourceCall} sends with the host's own retries. Keeping tokens is not done here but
 * in {@link io.openmsal.domain.flow.ManagedIdentityFlow}.
 */
@NullMarked
package io.openmsal.domain.managedidentity;

import org.jspecify.annotations.NullMarked;
