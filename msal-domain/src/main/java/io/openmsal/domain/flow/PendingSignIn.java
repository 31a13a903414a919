package io.openmsal.domain.flow;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.handle.HandleReader;
import io.openmsal.domain.handle.HandleText;
import io.openmsal.domain.oauth.SignInExpectation;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that was begun and is not finished: send the browser to {@link #authorizationUri()}, keep this object in that
 * person's session, and hand it back with the answer. Works once.
 *
 * <p>Immutable and serializable; holds no token. It does hold what proves that the answer belongs to this sign-in, so it
 * belongs in the server's session and nowhere in the browser. Prints none of that.
 */
public final class PendingSignIn implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String KIND = "signin";
    private static final int TEXT_VERSION = 1;

    private final URI authorizationUri;
    private final URI redirectUri;
    private final String tenant;
    private final String scopes;
    private final String state;
    private final String nonce;
    private final String codeVerifier;
    private final @Nullable String claims;
    private final long maxAgeSeconds;

    PendingSignIn(
            URI authorizationUri,
            URI redirectUri,
            String tenant,
            Scopes scopes,
            Secret state,
            Secret nonce,
            Secret codeVerifier,
            Optional<String> claims,
            Optional<Duration> maxAge) {
        this.authorizationUri = Objects.requireNonNull(authorizationUri, "authorizationUri");
        this.redirectUri = Objects.requireNonNull(redirectUri, "redirectUri");
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.scopes = scopes.toString();
        this.state = state.reveal();
        this.nonce = nonce.reveal();
        this.codeVerifier = codeVerifier.reveal();
        this.claims = claims.orElse(null);
        this.maxAgeSeconds = maxAge.map(Duration::getSeconds).orElse(-1L);
    }

    /**
     * Where to send the browser.
     *
     * @return the provider's sign-in page with all parameters
     */
    public URI authorizationUri() {
        return authorizationUri;
    }

    /**
     * Where the browser comes back to.
     *
     * @return the redirect URI
     */
    public URI redirectUri() {
        return redirectUri;
    }

    /**
     * The state that the answer has to carry, for applications that keep several pending sign-ins in one session.
     *
     * @return an unguessable value
     */
    public String state() {
        return state;
    }

    /**
     * This sign-in as one short text, for a session that keeps texts. It holds no token, and what proves that the answer belongs
     * to this sign-in: keep it in the server's session, never in the browser.
     *
     * @return letters, digits and {@code - _ .}, to be read by {@link #parse}
     */
    public Secret toText() {
        return Secret.of(HandleText.of(KIND, TEXT_VERSION)
                .put(authorizationUri.toString())
                .put(redirectUri.toString())
                .put(tenant)
                .put(scopes)
                .put(state)
                .put(nonce)
                .put(codeVerifier)
                .put(claims)
                .put(maxAgeSeconds)
                .text());
    }

    /**
     * Reads what {@link #toText()} wrote.
     *
     * @param text the text
     * @return the sign-in
     * @throws io.openmsal.domain.failure.MsalConfigurationException when the text was cut or changed, or is none of a sign-in
     */
    public static PendingSignIn parse(Secret text) {
        return HandleReader.read(
                text.reveal(),
                KIND,
                TEXT_VERSION,
                fields -> new PendingSignIn(
                        URI.create(fields.text()),
                        URI.create(fields.text()),
                        fields.text(),
                        Scopes.parse(fields.text()),
                        Secret.of(fields.text()),
                        Secret.of(fields.text()),
                        Secret.of(fields.text()),
                        fields.optional(),
                        Optional.of(fields.number())
                                .filter(seconds -> seconds >= 0)
                                .map(Duration::ofSeconds)));
    }

    /**
     * The same sign-in, to be finished for some of its scopes alone.
     *
     * @param some those that the token is for; none for the sign-in alone
     * @return a new sign-in; of the two one may be finished
     * @throws MsalConfigurationException when the sign-in was begun without one of them
     */
    public PendingSignIn forScopes(Scopes some) {
        if (!scopes().containsAll(some)) {
            throw new MsalConfigurationException(
                    "invalid_scope",
                    "The sign-in was begun for " + (scopes.isEmpty() ? "no scopes" : scopes)
                            + ", so its code is not redeemed for " + some.minus(scopes())
                            + ". Begin it with all scopes that are needed.");
        }
        return new PendingSignIn(
                authorizationUri,
                redirectUri,
                tenant,
                some,
                Secret.of(state),
                Secret.of(nonce),
                codeVerifier(),
                claims(),
                maxAge());
    }

    String tenant() {
        return tenant;
    }

    Scopes scopes() {
        return Scopes.parse(scopes);
    }

    Secret codeVerifier() {
        return Secret.of(codeVerifier);
    }

    Optional<String> claims() {
        return Optional.ofNullable(claims);
    }

    SignInExpectation expectation() {
        return new SignInExpectation(Optional.of(Secret.of(nonce)), maxAge());
    }

    private Optional<Duration> maxAge() {
        return maxAgeSeconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(maxAgeSeconds));
    }

    /** The provider's host, the scopes and the redirect URI. */
    @Override
    public String toString() {
        return "sign-in at " + authorizationUri.getHost() + (scopes.isEmpty() ? "" : " for " + scopes)
                + ", coming back to " + redirectUri;
    }
}
