/**
 * Testing with and against the broker's port. Start with {@link io.openmsal.testing.broker.FakeBroker}, which answers as
 * scripted; a broker of your own passes when it passes {@link io.openmsal.testing.broker.BrokerContract}.
 */
@NullMarked
package io.openmsal.testing.broker;

import org.jspecify.annotations.NullMarked;
