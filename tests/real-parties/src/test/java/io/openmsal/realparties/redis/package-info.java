/** One Redis for the whole run, with a password. Start with NeedsRedis. */
package io.openmsal.realparties.redis;
