package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;

/** The access tokens that were got with one assertion, and whose they are. Safe for many threads. */
final class OnBehalfOfPartition extends Partition<OnBehalfOfKey> {

    volatile Account account;

    OnBehalfOfPartition(OnBehalfOfKey key, Account account) {
        super(key);
        this.account = account;
    }
}
