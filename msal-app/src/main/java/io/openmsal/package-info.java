/**
 * The public API. Start with {@link io.openmsal.PublicClientApplication} for programs that a person runs, and with
 * {@link io.openmsal.ConfidentialClientApplication} for servers and daemons, and with
 * {@link io.openmsal.ManagedIdentityApplication} for what runs on an Azure host that has an identity.
 *
 * <p>Every way of getting a token is a method {@code acquireToken…} that gives a request; the request takes its options and
 * is then {@linkplain io.openmsal.TokenRequest#execute() executed} on the caller's thread, or
 * {@linkplain io.openmsal.TokenRequest#executeAsync(java.util.concurrent.Executor) on an executor of the caller's}. What can
 * be swapped (transport, token store, browser, clock, …) is in {@link io.openmsal.Adapters}. The interfaces are open: fake
 * them in your own tests, with {@link io.openmsal.domain.token.AuthenticationResult#builder} for results.
 */
@NullMarked
package io.openmsal;

import org.jspecify.annotations.NullMarked;
