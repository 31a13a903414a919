package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;

/** The access tokens that were got with one assertion, and whose they are. Safe for many threads. */
final class OnBehalfOfPartition {

    final AccessTokens accessTokens = new AccessTokens();
    volatile Account account;

    OnBehalfOfPartition(Account account) {
        this.account = account;
    }
}
