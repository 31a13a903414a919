package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.SignInMarks;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

final class StandardAuthorizationUriRequest extends SignInPage<AuthorizationUriRequest>
        implements AuthorizationUriRequest {

    private static final Pattern SHA_256 = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SignInMarks marks = SignInMarks.NONE;

    StandardAuthorizationUriRequest(Engine engine, URI redirectUri, String... scopes) {
        super(engine, redirectUri, scopes);
    }

    @Override
    public AuthorizationUriRequest chained() {
        return this;
    }

    @Override
    public AuthorizationUriRequest state(String state) {
        marks = new SignInMarks(Optional.of(state), marks.nonce(), marks.codeChallenge());
        return this;
    }

    @Override
    public AuthorizationUriRequest nonce(String nonce) {
        marks = new SignInMarks(marks.state(), Optional.of(nonce), marks.codeChallenge());
        return this;
    }

    @Override
    public AuthorizationUriRequest codeChallenge(String challenge) {
        if (!SHA_256.matcher(challenge).matches()) {
            throw new MsalConfigurationException(
                    "invalid_code_challenge",
                    "A code challenge is the SHA-256 of the verifier in base64url without padding, which has 43 characters."
                            + " Do not pass the verifier itself: it would stand in the address.");
        }
        marks = new SignInMarks(marks.state(), marks.nonce(), Optional.of(challenge));
        return this;
    }

    @Override
    public URI build() {
        return engine.people()
                .authorizationCode
                .address(engine.authority, parameters(), redirectUri, responseMode(), marks, call());
    }
}
