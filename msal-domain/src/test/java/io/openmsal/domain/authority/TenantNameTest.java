package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Contoso.Example", "8A4F4F0E-5d1c-4c2b-9a57-0d6f3c1b2e90", "common", "a", "7", "a_b", "a..b"})
    void aNameIsKeptInLowerCase(String tenant) {
        assertThat(TenantName.checked(tenant)).isEqualTo(tenant.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("namesOfNoTenant")
    void whatCouldBeSomethingElseInAnAddressIsRefused(String tenant) {
        assertThatThrownBy(() -> TenantName.checked(tenant))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("invalid_tenant"));
    }

    static Stream<String> namesOfNoTenant() {
        return Stream.of(
                "",
                ".",
                "..",
                "a.",
                ".a",
                "-a",
                "a/b",
                "a?b",
                "a#b",
                "a b",
                "a%2fb",
                "a@b",
                "ä",
                "a\n",
                "a".repeat(255));
    }
}
