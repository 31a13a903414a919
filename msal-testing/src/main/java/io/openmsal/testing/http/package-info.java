/**
 * Testing what goes over HTTP. {@link io.openmsal.testing.http.FakeHttpTransport} answers from a script and remembers what it
 * was asked, as {@link io.openmsal.testing.http.SentRequest} values; start there.
 */
@NullMarked
package io.openmsal.testing.http;

import org.jspecify.annotations.NullMarked;
