/**
 * Testing what goes over HTTP. {@link io.openmsal.testing.http.FakeHttpTransport} answers from a script and remembers what it
 * was asked, as {@link io.openmsal.testing.http.SentRequest} values; start there. Who writes a transport of their own extends
 * {@link io.openmsal.testing.http.HttpTransportContract}, which talks to a {@link io.openmsal.testing.http.LoopbackServer}.
 */
@NullMarked
package io.openmsal.testing.http;

import org.jspecify.annotations.NullMarked;
