/**
 * Tiny programs that get one app token from a local identity provider over TLS and end, to be timed as whole processes by the
 * script {@code benchmarks/startup}. Each takes the same three arguments: authority, client id, client secret.
 */
@NullMarked
package io.openmsal.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
