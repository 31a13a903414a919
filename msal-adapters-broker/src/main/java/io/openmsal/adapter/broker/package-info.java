/**
 * Brokers of operating systems. Start with {@link io.openmsal.adapter.broker.LinuxIdentityBroker}, which an application is given when it is
 * built.
 */
@NullMarked
package io.openmsal.adapter.broker;

import org.jspecify.annotations.NullMarked;
