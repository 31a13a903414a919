package io.openmsal.domain.account;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an ID token says about the person and the sign-in (OpenID Connect Core §2, with Microsoft's claims). The token itself
 * is not kept here.
 *
 * <p>Claims are for showing and for recognising a person in this application; whether somebody may call a web API is for that
 * API to decide from the access token. Immutable, serializable, safe for many threads. Prints claim names only.
 */
public final class IdTokenClaims implements Serializable {

    private static final long serialVersionUID = 1L;

    // a LinkedHashMap where it was read from an object stream
    private final Map<String, @Nullable Object> claims;

    /**
     * Takes the claims.
     *
     * @param claims names to texts, numbers, booleans, lists and maps of these; copied
     */
    public IdTokenClaims(Map<String, ? extends @Nullable Object> claims) {
        this.claims = FewEntries.of(claims);
    }

    /**
     * Any claim that is a text.
     *
     * @param name the claim's name
     * @return the text, or empty when it is missing, empty, or no text
     */
    public Optional<String> text(String name) {
        return claims.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /**
     * Any claim that is a number.
     *
     * @param name the claim's name
     * @return the number, cut to a whole one, or empty when it is missing, no number, or out of range
     */
    public Optional<Long> number(String name) {
        return claims.get(name) instanceof Number number && fits(number)
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    private static boolean fits(Number number) {
        double rough = number.doubleValue();
        return number instanceof Long || (rough >= -0x1p63 && rough < 0x1p63);
    }

    /**
     * Every claim.
     *
     * @return names to values, unmodifiable
     */
    public Map<String, @Nullable Object> asMap() {
        return Collections.unmodifiableMap(claims);
    }

    /**
     * Who issued the token ({@code iss}).
     *
     * @return the issuer's address
     */
    public Optional<String> issuer() {
        return text("iss");
    }

    /**
     * Whom the token was issued to ({@code aud}).
     *
     * @return client ids, one or more
     */
    public List<String> audience() {
        List<String> audience = new ArrayList<>();
        if (claims.get("aud") instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof String text) {
                    audience.add(text);
                }
            }
        }
        text("aud").ifPresent(audience::add);
        return audience;
    }

    /**
     * The person, as this application alone knows them ({@code sub}).
     *
     * @return the subject
     */
    public Optional<String> subject() {
        return text("sub");
    }

    /**
     * The person in their tenant ({@code oid}), equal for all applications.
     *
     * @return the object id
     */
    public Optional<String> objectId() {
        return text("oid");
    }

    /**
     * The tenant that issued the token ({@code tid}).
     *
     * @return the tenant id
     */
    public Optional<String> tenantId() {
        return text("tid");
    }

    /**
     * The name to show in account pickers ({@code preferred_username}, else {@code upn}, else {@code email}, else the first of the
     * {@code emails} of Azure AD B2C). Changeable, so never a key.
     *
     * @return the user name
     */
    public Optional<String> username() {
        for (String name : new String[] {"preferred_username", "upn", "email"}) {
            Optional<String> username = text(name);
            if (username.isPresent()) {
                return username;
            }
        }
        if (claims.get("emails") instanceof List<?> emails) {
            for (Object email : emails) {
                if (email instanceof String text && !text.isEmpty()) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The name to greet with ({@code name}).
     *
     * @return the display name
     */
    public Optional<String> name() {
        return text("name");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdTokenClaims others && claims.equals(others.claims);
    }

    @Override
    public int hashCode() {
        return claims.hashCode();
    }

    /** The claims' names alone. */
    @Override
    public String toString() {
        return claims.keySet().toString();
    }
}
