package io.openmsal.docs;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.ITokenCache;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import io.openmsal.adapter.cache.TokenCacheAccessAspect;
import io.openmsal.adapter.cache.TokenCacheAccessContext;

// snippet: unchanged
/** An aspect of MSAL4J as it is, while MSAL4J is still on the class path: for one that you cannot change. */
record UnchangedAspect(ITokenCacheAccessAspect theirs) implements TokenCacheAccessAspect {

    @Override
    public void beforeCacheAccess(TokenCacheAccessContext context) {
        theirs.beforeCacheAccess(new TheirContext(context));
    }

    @Override
    public void afterCacheAccess(TokenCacheAccessContext context) {
        theirs.afterCacheAccess(new TheirContext(context));
    }

    private record TheirContext(TokenCacheAccessContext ours) implements ITokenCacheAccessContext, ITokenCache {

        @Override
        public ITokenCache tokenCache() {
            return this;
        }

        @Override
        public String serialize() {
            return ours.tokenCache().serialize();
        }

        @Override
        public void deserialize(String data) {
            ours.tokenCache().deserialize(data);
        }

        @Override
        public String clientId() {
            return ours.clientId();
        }

        @Override
        public IAccount account() {
            return null; // as MSAL4J has it for all but one kind of access
        }

        @Override
        public boolean hasCacheChanged() {
            return ours.hasCacheChanged();
        }
    }
}
// end
