package io.openmsal.domain.cache;

/** An application's own access tokens of one tenant. Safe for many threads. */
final class AppPartition extends Partition<String> {

    AppPartition(String tenant) {
        super(tenant);
    }

    @Override
    String keyText() {
        return key;
    }

    @Override
    String ownRealm() {
        return key;
    }
}
