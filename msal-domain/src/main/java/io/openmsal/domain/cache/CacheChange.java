package io.openmsal.domain.cache;

/** One step from one state of the cache to the next, to be done in the process and in the store alike. */
sealed interface CacheChange
        permits UserTokensReceived,
                PersonSignedIn,
                AppTokenReceived,
                OnBehalfOfTokenReceived,
                SessionTokensReceived,
                SessionRemoved,
                AccountRemoved,
                AppTokensRemoved,
                FamilyRefused {

    void applyTo(Index index);

    void applyTo(UnifiedCacheDocument document);
}
