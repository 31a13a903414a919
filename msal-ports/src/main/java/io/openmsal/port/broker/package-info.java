/** A sign-in service of the operating system, absent by default. Start with {@link io.openmsal.port.broker.Broker}. */
@NullMarked
package io.openmsal.port.broker;

import org.jspecify.annotations.NullMarked;
