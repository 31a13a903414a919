package io.openmsal.domain.token;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.TlsIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how a token was got, and came along with it. A token from the cache has {@link #NONE}, so that a hit makes none. Immutable and safe
 * for many threads.
 */
final class Circumstances {

    /** Nothing was asked of anybody. */
    static final Circumstances NONE =
            new Circumstances(CacheRefreshReason.NOT_APPLICABLE, null, null, null, null, null);

    final CacheRefreshReason reason;
    final @Nullable Scopes requested;
    final @Nullable String correlationId;
    final @Nullable TlsIdentity binding;
    final @Nullable Secret spaCode;
    final @Nullable Secret refreshToken;

    private Circumstances(
            CacheRefreshReason reason,
            @Nullable Scopes requested,
            @Nullable String correlationId,
            @Nullable TlsIdentity binding,
            @Nullable Secret spaCode,
            @Nullable Secret refreshToken) {
        this.reason = reason;
        this.requested = requested;
        this.correlationId = correlationId;
        this.binding = binding;
        this.spaCode = spaCode;
        this.refreshToken = refreshToken;
    }

    /** Those of a call that asked somebody. */
    static Circumstances of(CacheRefreshReason reason, Scopes requested, String correlationId) {
        return new Circumstances(reason, requested, correlationId, null, null, null);
    }

    Circumstances boundTo(TlsIdentity identity) {
        return new Circumstances(reason, requested, correlationId, identity, spaCode, refreshToken);
    }

    Circumstances withSpaCode(Secret code) {
        return new Circumstances(reason, requested, correlationId, binding, code, refreshToken);
    }

    Circumstances withRefreshToken(Secret secret) {
        return new Circumstances(reason, requested, correlationId, binding, spaCode, secret);
    }
}
