package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * A refresh token (RFC 6749 §6). A provider may replace it with each use and treat a second use as theft, so it is not sent
 * again once it left.
 *
 * @param refreshToken the token
 * @param homeAccountId whose it is; unknown when the token comes from elsewhere
 */
public record RefreshTokenGrant(Secret refreshToken, Optional<String> homeAccountId) implements Grant {

    /** Checks that nothing is missing. */
    public RefreshTokenGrant {
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(homeAccountId, "homeAccountId");
    }

    @Override
    public void addTo(Form form) {
        form.put("grant_type", "refresh_token").put("refresh_token", refreshToken);
    }

    @Override
    public HttpRequest.Resending resending() {
        return HttpRequest.Resending.ONLY_IF_UNSENT;
    }

    @Override
    public Api api() {
        return homeAccountId.isPresent() ? Api.SILENT : Api.REFRESH_TOKEN;
    }

    @Override
    public WhoActs whoActs() {
        return WhoActs.PERSON;
    }

    @Override
    public Optional<String> anchorMailbox() {
        return homeAccountId.flatMap(AnchorMailbox::ofAccount);
    }

    @Override
    public String purpose() {
        return "redemption of the refresh token";
    }
}
