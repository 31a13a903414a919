/**
 * Two ways to send an HTTP request, and what both are told. A tour:
 *
 * <ol>
 *   <li>{@link io.openmsal.adapter.http.HttpSettings}: time limits, proxy, extra trust, retries; with
 *       {@link io.openmsal.adapter.http.ProxySettings}, {@link io.openmsal.adapter.http.TrustSettings} and
 *       {@link io.openmsal.adapter.http.RetryPolicy}.
 *   <li>{@link io.openmsal.adapter.http.ApacheHttpTransport}: the default, with a pool of connections.
 *   <li>{@link io.openmsal.adapter.http.JdkHttpTransport}: the JDK alone, for small or quickly starting programs.
 *   <li>{@link io.openmsal.adapter.http.ApacheMutualTlsTransports} and {@link io.openmsal.adapter.http.JdkMutualTlsTransports}: the
 *       same two with a client certificate.
 *   <li>{@link io.openmsal.adapter.http.RetryingTransport}: tries again; wraps either, or one of your own.
 *   <li>{@link io.openmsal.adapter.http.HttpTransports}: the usual composition, to use or to copy.
 * </ol>
 *
 * <p>How a time limit becomes a hard bound is told in {@code Exchange} and {@code ExchangeWatch}. Nothing here knows OAuth.
 */
@NullMarked
package io.openmsal.adapter.http;

import org.jspecify.annotations.NullMarked;
