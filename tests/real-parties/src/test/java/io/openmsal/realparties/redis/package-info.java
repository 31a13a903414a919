/** Redis as the machine has it installed, on a port of its own. Start with RedisServer. */
package io.openmsal.realparties.redis;
