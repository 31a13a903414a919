package io.openmsal.domain.shape;

import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.ExtendedKey;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.port.http.HttpRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for beyond its scopes: how the token is to be presented, which claims it has to have, what the caller
 * adds. All that changes what goes over the wire, and from it follows which kind of token is looked for in the cache.
 *
 * <p>Immutable and safe for many threads. Two shapes are equal when the same token answers both. Nearly all requests are
 * {@link #PLAIN}.
 */
public final class RequestShape {

    /** A bearer token, and nothing more. */
    public static final RequestShape PLAIN = new RequestShape(
            AuthenticationScheme.bearer(), Optional.empty(), Optional.empty(), Optional.empty(), RequestExtras.none());

    private static final String FMI_PATH = "fmi_path";

    private final AuthenticationScheme scheme;
    private final Optional<String> challenge;
    private final Optional<String> clientClaims;
    private final Optional<String> fmiPath;
    private final RequestExtras extras;
    private final TokenKind kind;

    private RequestShape(
            AuthenticationScheme scheme,
            Optional<String> challenge,
            Optional<String> clientClaims,
            Optional<String> fmiPath,
            RequestExtras extras) {
        this.scheme = Objects.requireNonNull(scheme, "scheme");
        this.challenge = Objects.requireNonNull(challenge, "challenge");
        this.clientClaims = Objects.requireNonNull(clientClaims, "clientClaims");
        this.fmiPath = Objects.requireNonNull(fmiPath, "fmiPath");
        this.extras = Objects.requireNonNull(extras, "extras");
        this.kind = TokenKind.of(scheme.tokenType(), scheme.keyId(), ExtendedKey.of(components()));
    }

    /**
     * A bearer token that satisfies a claims challenge.
     *
     * @param claims the challenge (JSON), as a web API or a refusal gave it
     * @return the shape
     */
    public static RequestShape answering(String claims) {
        return PLAIN.answering(Optional.of(claims));
    }

    /**
     * The same, satisfying a claims challenge. No token from the cache does.
     *
     * @param claims the challenge (JSON); empty or a blank text for none
     * @return the shape
     */
    public RequestShape answering(Optional<String> claims) {
        return new RequestShape(scheme, claims.filter(RequestShape::saysSomething), clientClaims, fmiPath, extras);
    }

    private static boolean saysSomething(String claims) {
        return !claims.trim().isEmpty();
    }

    /**
     * The same, for a token that is presented in another way.
     *
     * @param other how it is presented
     * @return the shape
     */
    public RequestShape presentedBy(AuthenticationScheme other) {
        return new RequestShape(other, challenge, clientClaims, fmiPath, extras);
    }

    /**
     * The same with other parameters and headers added.
     *
     * @param others all that is added, instead of what was added before
     * @return the shape
     */
    public RequestShape with(RequestExtras others) {
        return new RequestShape(scheme, challenge, clientClaims, fmiPath, others);
    }

    /**
     * The same with claims that the application asks for by itself, unlike those of a challenge. The token is kept, apart from those
     * for other claims: each text, to the letter, is a cache entry.
     *
     * @param claims a JSON object; a blank text asks for nothing
     * @return the shape
     */
    public RequestShape withClientClaims(String claims) {
        return new RequestShape(
                scheme, challenge, Optional.of(claims).filter(RequestShape::saysSomething), fmiPath, extras);
    }

    /**
     * The same for a federated managed identity below the application.
     *
     * @param path the identity's path, such as the id of an agent
     * @return the shape
     * @throws MsalConfigurationException when the path is blank
     */
    public RequestShape forFmiPath(String path) {
        if (path.trim().isEmpty()) {
            throw new MsalConfigurationException(
                    "invalid_fmi_path",
                    "The path of the federated managed identity is blank. Name the identity, or leave the path out.");
        }
        return new RequestShape(scheme, challenge, clientClaims, Optional.of(path), extras);
    }

    /** What keeps the tokens apart in the cache, under the names that all MSALs use. */
    private Map<String, String> components() {
        Map<String, String> components = extras.components();
        if (clientClaims.isPresent()) {
            components.put("client_claims", clientClaims.get());
        }
        if (fmiPath.isPresent()) {
            components.put(FMI_PATH, fmiPath.get());
        }
        return components;
    }

    /**
     * The claims challenge to satisfy.
     *
     * @return JSON, or empty
     */
    public Optional<String> challenge() {
        return challenge;
    }

    /**
     * The claims that the application asks for by itself.
     *
     * @return JSON, or empty
     */
    public Optional<String> clientClaims() {
        return clientClaims;
    }

    /**
     * The federated managed identity that the token is for.
     *
     * @return its path, or empty
     */
    public Optional<String> fmiPath() {
        return fmiPath;
    }

    /**
     * What the caller adds.
     *
     * @return parameters and headers
     */
    public RequestExtras extras() {
        return extras;
    }

    /**
     * Which tokens are what is asked for, and are found in the cache.
     *
     * @return the kind
     */
    public TokenKind kind() {
        return kind;
    }

    /**
     * Whether a token that the server issued is what was asked for.
     *
     * @param tokenType its type, as the server says
     * @return false for a bearer token where a bound one was asked for, and the other way round
     */
    public boolean accepts(String tokenType) {
        return scheme.tokenType().equalsIgnoreCase(tokenType);
    }

    /**
     * The type of token that is asked for.
     *
     * @return the token type, such as {@code Bearer}
     */
    public String tokenType() {
        return scheme.tokenType();
    }

    /**
     * How the application proves itself when it asks for this.
     *
     * @param usual how it does otherwise
     * @return the credential to use
     */
    public ClientCredential proofOf(ClientCredential usual) {
        return scheme.proofOf(usual);
    }

    /**
     * How a broker is to bind the token.
     *
     * @return the binding, or empty when no broker can do what is asked for
     */
    public Optional<TokenBinding> brokerBinding() {
        return scheme.forBroker();
    }

    /**
     * What a broker adds to its own token request. Further headers are not among it; no broker takes them.
     *
     * @return parameters by name
     */
    public Map<String, String> brokerParameters() {
        Form form = new Form();
        extras.addToQuery(form);
        extras.addTo(form);
        form.put(FMI_PATH, fmiPath);
        return form.parameters();
    }

    /**
     * Adds what the body of the token request says about it. The claims parameter is not among it.
     *
     * @param body the token request's parameters
     */
    public void addTo(Form body) {
        scheme.addTo(body);
        body.put(FMI_PATH, fmiPath);
        extras.addTo(body);
    }

    /**
     * Adds what stands outside of the body.
     *
     * @param request the request to the token or the device code endpoint
     * @return the request with address and headers complete
     */
    public HttpRequest addTo(HttpRequest request) {
        return extras.addTo(request);
    }

    /**
     * Makes of a token what the caller gets.
     *
     * @param result the token as it is kept
     * @return the token as it is presented; the same object for a bearer token
     */
    public AuthenticationResult present(AuthenticationResult result) {
        return scheme.present(result);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof RequestShape shape
                        && kind.equals(shape.kind)
                        && challenge.equals(shape.challenge)
                        && clientClaims.equals(shape.clientClaims)
                        && fmiPath.equals(shape.fmiPath)
                        && extras.equals(shape.extras));
    }

    @Override
    public int hashCode() {
        return (kind.hashCode() * 31 + challenge.hashCode()) * 31 + extras.hashCode();
    }

    /** The kind of token and the names of what is added. */
    @Override
    public String toString() {
        return kind + (challenge.isPresent() ? " answering a challenge" : "") + " with " + extras;
    }
}
