package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.RefreshToken;
import org.jspecify.annotations.Nullable;

/** The tokens that were got with one assertion, or in one session, and whose they are, if anybody said so. Safe for many threads. */
final class OnBehalfOfPartition extends Partition<OnBehalfOfKey> {

    volatile @Nullable Account account;

    /** Only a session has one. */
    volatile @Nullable RefreshToken refreshToken;

    OnBehalfOfPartition(OnBehalfOfKey key, @Nullable Account account) {
        super(key);
        this.account = account;
    }

    /** What can be refreshed is not over. */
    @Override
    boolean isOverAt(long now) {
        return refreshToken == null && super.isOverAt(now);
    }
}
