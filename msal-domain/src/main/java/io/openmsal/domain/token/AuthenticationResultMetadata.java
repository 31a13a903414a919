package io.openmsal.domain.token;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.handle.HandleReader;
import io.openmsal.domain.handle.HandleText;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an {@link AuthenticationResult} without its tokens: of use in a session and in an audit log. Immutable,
 * serializable, safe for many threads.
 */
public final class AuthenticationResultMetadata implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String KIND = "result";
    private static final int TEXT_VERSION = 1;
    private static final long NO_ADVICE = -1;

    private final @Nullable Account account;
    private final String tenantId;
    private final String tokenType;
    private final LinkedHashSet<String> scopes;
    private final LinkedHashSet<String> declinedScopes;
    private final long expiresAtSeconds;
    private final long refreshAtSeconds;
    private final TokenSource source;
    private final CacheRefreshReason refreshReason;
    private final @Nullable String correlationId;

    private AuthenticationResultMetadata(
            @Nullable Account account,
            String tenantId,
            String tokenType,
            Collection<String> scopes,
            Collection<String> declinedScopes,
            long expiresAtSeconds,
            long refreshAtSeconds,
            TokenSource source,
            CacheRefreshReason refreshReason,
            @Nullable String correlationId) {
        this.account = account;
        this.tenantId = tenantId;
        this.tokenType = tokenType;
        this.scopes = new LinkedHashSet<>(scopes);
        this.declinedScopes = new LinkedHashSet<>(declinedScopes);
        this.expiresAtSeconds = expiresAtSeconds;
        this.refreshAtSeconds = refreshAtSeconds;
        this.source = source;
        this.refreshReason = refreshReason;
        this.correlationId = correlationId;
    }

    static AuthenticationResultMetadata of(AuthenticationResult result) {
        return new AuthenticationResultMetadata(
                result.account().orElse(null),
                result.tenantId(),
                result.tokenType(),
                result.scopes(),
                result.declinedScopes(),
                result.expiresAt().getEpochSecond(),
                result.refreshAt().map(Instant::getEpochSecond).orElse(NO_ADVICE),
                result.source(),
                result.refreshReason(),
                result.correlationId().orElse(null));
    }

    /**
     * Who signed in.
     *
     * @return the account, or empty for a token of the application itself
     */
    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }

    /**
     * The tenant that issued the token.
     *
     * @return a tenant id, or the word or domain the application was configured with
     */
    public String tenantId() {
        return tenantId;
    }

    /**
     * How the token is presented.
     *
     * @return the token type as the server spelled it, such as {@code Bearer}
     */
    public String tokenType() {
        return tokenType;
    }

    /**
     * What the token may be used for.
     *
     * @return scopes, unmodifiable
     */
    public Set<String> scopes() {
        return Collections.unmodifiableSet(scopes);
    }

    /**
     * What was asked for and not granted, as {@link AuthenticationResult#declinedScopes()} says.
     *
     * @return scopes, unmodifiable
     */
    public Set<String> declinedScopes() {
        return Collections.unmodifiableSet(declinedScopes);
    }

    /**
     * When the token expires.
     *
     * @return an instant in whole seconds
     */
    public Instant expiresAt() {
        return Instant.ofEpochSecond(expiresAtSeconds);
    }

    /**
     * From when the server would like a new token to be fetched.
     *
     * @return an instant, or empty when the server gave no advice
     */
    public Optional<Instant> refreshAt() {
        return refreshAtSeconds == NO_ADVICE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(refreshAtSeconds));
    }

    /**
     * Where the token came from.
     *
     * @return the source
     */
    public TokenSource source() {
        return source;
    }

    /**
     * Why the cache alone did not do.
     *
     * @return the reason; {@link CacheRefreshReason#NOT_APPLICABLE} for a token from the cache
     */
    public CacheRefreshReason refreshReason() {
        return refreshReason;
    }

    /**
     * The id that stands in the server's log for the request.
     *
     * @return the id, or empty when nothing was sent
     */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /**
     * All of this as one short text, the account as {@link Account#toText()} writes it: without claims, and with the same warning.
     *
     * @return letters, digits and {@code - _ .}, to be read by {@link #parse}
     */
    public String toText() {
        return HandleText.of(KIND, TEXT_VERSION)
                .put(account == null ? null : account.toText())
                .put(tenantId)
                .put(tokenType)
                .put(scopes)
                .put(declinedScopes)
                .put(expiresAtSeconds)
                .put(refreshAtSeconds)
                .put(source.name())
                .put(refreshReason.name())
                .put(correlationId)
                .text();
    }

    /**
     * Reads what {@link #toText()} wrote.
     *
     * @param text the text
     * @return metadata that equal those that were written
     * @throws io.openmsal.domain.failure.MsalConfigurationException when the text was cut or changed, or is none of a result
     */
    public static AuthenticationResultMetadata parse(String text) {
        return HandleReader.read(
                text,
                KIND,
                TEXT_VERSION,
                fields -> new AuthenticationResultMetadata(
                        fields.optional().map(Account::parse).orElse(null),
                        fields.text(),
                        fields.text(),
                        fields.texts(),
                        fields.texts(),
                        fields.number(),
                        fields.number(),
                        fields.oneOf(TokenSource.values()),
                        fields.oneOf(CacheRefreshReason.values()),
                        fields.optional().orElse(null)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuthenticationResultMetadata others
                && Objects.equals(account, others.account)
                && tenantId.equals(others.tenantId)
                && tokenType.equals(others.tokenType)
                && scopes.equals(others.scopes)
                && declinedScopes.equals(others.declinedScopes)
                && expiresAtSeconds == others.expiresAtSeconds
                && refreshAtSeconds == others.refreshAtSeconds
                && source == others.source
                && refreshReason == others.refreshReason
                && Objects.equals(correlationId, others.correlationId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(account, tenantId, scopes, expiresAtSeconds);
    }

    /** The type, the scopes, the expiry, the source and the account's id. */
    @Override
    public String toString() {
        return tokenType + " access token for " + String.join(" ", scopes) + " expiring at " + expiresAt() + " from "
                + source + (account == null ? "" : " of " + account);
    }
}
