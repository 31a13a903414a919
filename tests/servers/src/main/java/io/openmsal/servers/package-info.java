/**
 * Servers of the machine's own installation, each in a folder and on a loopback port of its own. Start with {@link io.openmsal.servers.RedisServer} or
 * {@link io.openmsal.servers.PostgresServer}.
 */
@NullMarked
package io.openmsal.servers;

import org.jspecify.annotations.NullMarked;
