package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What becomes of the addresses people really type. A new surprise is one more line of the table. */
class AddressesTest {

    private static final Map<String, Function<String, Authority>> OPTIONS = Map.of(
            "authority", Authorities::parse,
            "trustedAuthority", url -> EntraAuthority.trusted(url, LoopbackHttp.REFUSED),
            "b2cAuthority", url -> B2cAuthority.of(url, LoopbackHttp.REFUSED),
            "ciamAuthority", url -> CiamAuthority.of(url, LoopbackHttp.REFUSED),
            "adfsAuthority", url -> AdfsAuthority.of(url, LoopbackHttp.REFUSED),
            "dstsAuthority", url -> DstsAuthority.of(url, LoopbackHttp.REFUSED),
            "oidcAuthority", url -> OidcAuthority.of(url, LoopbackHttp.REFUSED));

    private final Provider provider = new Provider();

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "addresses.csv", delimiter = '|', numLinesToSkip = 1)
    void leadToTheseEndpointsOrToThisRefusal(String option, String address, String outcome) {
        Function<String, Authority> factory = OPTIONS.get(option);

        if (outcome.startsWith("refused: ")) {
            assertThatThrownBy(() -> factory.apply(address))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining(outcome.substring("refused: ".length()))
                    .hasMessageContainingAll("b2cAuthority", "ciamAuthority", "adfsAuthority", "oidcAuthority")
                    .message()
                    .doesNotContain("ada:pw");
        } else if (outcome.startsWith("asks ")) {
            provider.publishFor(factory.apply(address));
            assertThat(provider.asked()).containsExactly(outcome.substring("asks ".length()));
        } else {
            Endpoints endpoints = provider.endpointsOf(factory.apply(address));
            assertThat(endpoints.token()).hasToString(outcome);
            assertThat(endpoints.authorization()).hasToString(outcome.replaceAll("token$", "authorize"));
            assertThat(provider.asked()).isEmpty();
        }
    }
}
