package io.openmsal.adapter.cache;

class PostgresTransactionTokenStoreTest extends PostgresTokenStoreContract {

    PostgresTransactionTokenStoreTest() {
        super(false);
    }
}
