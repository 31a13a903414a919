package io.openmsal.domain.validation;

import io.openmsal.domain.account.IdTokenClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says that a web API has been shown and may believe (RFC 9068 §2.2, with Microsoft's claims). The token itself is not
 * kept here. Immutable and safe for many threads. Prints claim names only. Tests may make one.
 */
public final class ValidatedToken {

    private final IdTokenClaims claims;

    /**
     * Takes the claims of a token that was judged.
     *
     * @param claims names to texts, numbers, booleans, lists and maps of these; copied
     */
    public ValidatedToken(Map<String, ? extends @Nullable Object> claims) {
        this(new IdTokenClaims(claims));
    }

    ValidatedToken(IdTokenClaims claims) {
        this.claims = claims;
    }

    /**
     * What the application that called was allowed to do for the person ({@code scp} at Microsoft, {@code scope} elsewhere).
     *
     * @return delegated permissions; empty when the application called for itself
     */
    public Set<String> scopes() {
        Set<String> scopes = new LinkedHashSet<>();
        for (String name : new String[] {"scp", "scope"}) {
            for (String text : texts(name)) {
                scopes.addAll(Arrays.asList(text.trim().split("\\s+")));
            }
        }
        scopes.remove("");
        return Collections.unmodifiableSet(scopes);
    }

    /**
     * What the person, or the application for itself, has been assigned ({@code roles}). Microsoft Entra says a person's roles in ID tokens too,
     * so a role keeps nobody out who holds one for this API: ask for a {@linkplain #scopes() scope} as well where a person stands behind the call.
     *
     * @return roles, or application permissions; empty when there are none
     */
    public Set<String> roles() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(texts("roles")));
    }

    private List<String> texts(String name) {
        Object value = claims.asMap().get(name);
        if (value instanceof String text) {
            return Collections.singletonList(text);
        }
        if (!(value instanceof List<?>)) {
            return Collections.emptyList();
        }
        List<String> texts = new ArrayList<>();
        for (Object element : (List<?>) value) {
            if (element instanceof String text) {
                texts.add(text);
            }
        }
        return Collections.unmodifiableList(texts);
    }

    /**
     * The application that called ({@code azp}, or {@code appid} or {@code client_id} where that is missing).
     *
     * @return its client id
     */
    public Optional<String> clientId() {
        for (String name : new String[] {"azp", "appid", "client_id"}) {
            Optional<String> id = claims.text(name);
            if (id.isPresent()) {
                return id;
            }
        }
        return Optional.empty();
    }

    /**
     * Who issued the token ({@code iss}).
     *
     * @return the issuer, which was checked
     */
    public Optional<String> issuer() {
        return claims.issuer();
    }

    /**
     * Whom the token was issued for ({@code aud}).
     *
     * @return this API, and perhaps others
     */
    public List<String> audience() {
        return claims.audience();
    }

    /**
     * The person, or the application where it called for itself, as this API alone knows them ({@code sub}).
     *
     * @return the subject
     */
    public Optional<String> subject() {
        return claims.subject();
    }

    /**
     * The person or application in their tenant ({@code oid}), equal for all APIs.
     *
     * @return the object id
     */
    public Optional<String> objectId() {
        return claims.objectId();
    }

    /**
     * The tenant ({@code tid}).
     *
     * @return the tenant id
     */
    public Optional<String> tenantId() {
        return claims.tenantId();
    }

    /**
     * When the token is over ({@code exp}).
     *
     * @return the instant; empty only in tokens that a test made without one, or with one that no instant is
     */
    public Optional<Instant> expiresAt() {
        return claims.number("exp")
                .filter(seconds -> seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    /**
     * Any claim that is a text.
     *
     * @param name the claim's name
     * @return the text, or empty when it is missing, empty, or no text
     */
    public Optional<String> text(String name) {
        return claims.text(name);
    }

    /**
     * Every claim.
     *
     * @return names to values, unmodifiable
     */
    public Map<String, @Nullable Object> asMap() {
        return claims.asMap();
    }

    /** The claims' names alone. */
    @Override
    public String toString() {
        return claims.toString();
    }
}
