package io.openmsal.adapter.cache;

class PostgresAutoCommitTokenStoreTest extends PostgresTokenStoreContract {

    PostgresAutoCommitTokenStoreTest() {
        super(true);
    }
}
