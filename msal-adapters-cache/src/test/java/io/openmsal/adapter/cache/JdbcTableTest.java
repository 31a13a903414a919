package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcTableTest {

    @ParameterizedTest
    @ValueSource(strings = {"token_store", "T", "_1", "app.tokens"})
    void namesOfLettersDigitsAndUnderscoresMayHaveASchema(String name) {
        assertThat(JdbcTokenStore.ddl(name)).contains("create table " + name + " (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a;drop table b", "a--", "\"a\"", ".a", "a.", "a.b.c", "\u00e4", "a\n"})
    void everyOtherNameIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> JdbcTokenStore.ddl(name));
    }

    @Test
    void theDefaultIsTheFileAsItIsShipped() {
        assertThat(JdbcTokenStore.ddl("token_store"))
                .contains("create table token_store (", "partition_name", "content_version", "content ");
    }
}
