package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ProvidedToken;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which authority an application gets, and whom it talks to because of it. */
class AuthorityOptionsTest {

    private static final String TOKEN = "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"t\"}";
    private static final String SOVEREIGN =
            "{\"metadata\":[{\"preferred_network\":\"login.sovereign.example\",\"preferred_cache\":\"login.sovereign.example\","
                    + "\"aliases\":[\"login.sovereign.example\"]}]}";

    private final FakeHttpTransport http = new FakeHttpTransport();
    private final FakeEnvironment environment = new FakeEnvironment();

    private ConfidentialClientApplicationBuilder confidential() {
        return ConfidentialClientApplication.builder("client-1", ClientCredentials.secret("canary"))
                .environment(environment)
                .transport(http);
    }

    private AuthenticationResult ownToken(ConfidentialClientApplicationBuilder builder) {
        return builder.build()
                .acquireTokenForClient("https://api.example/.default")
                .execute();
    }

    private void lastWent(String address) {
        assertThat(http.lastRequest().uri()).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.microsoftonline.us/contoso.us, https://login.microsoftonline.us/contoso.us",
        "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_x, https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_x",
        "https://contoso.ciamlogin.com, https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
    })
    void authorityTakesEveryKindThatItsHostTells(String url, String authority) {
        assertThat(PublicClientApplication.builder("client-1").authority(url).build())
                .hasToString("client-1 at " + authority);
    }

    @Test
    void aDomainOfOnesOwnIsNamedByKind() {
        assertThatThrownBy(() -> PublicClientApplication.builder("client-1")
                        .authority("https://login.contoso.com/contoso.onmicrosoft.com/B2C_1_x")
                        .build())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("b2cAuthority");
        assertThat(PublicClientApplication.builder("c")
                        .b2cAuthority("https://login.contoso.com/contoso.onmicrosoft.com/B2C_1_x")
                        .build())
                .hasToString("c at https://login.contoso.com/contoso.onmicrosoft.com/B2C_1_x");
        assertThat(PublicClientApplication.builder("c")
                        .ciamAuthority("https://login.contoso.com/contoso")
                        .build())
                .hasToString("c at https://login.contoso.com/contoso");
        assertThat(PublicClientApplication.builder("c")
                        .dstsAuthority("https://some.dsts.example/dstsv2/common")
                        .build())
                .hasToString("c at https://some.dsts.example/dstsv2/common");
    }

    @Test
    void anAdfsServerIsTheOnlyHostItsApplicationTalksTo() {
        http.reply(
                200,
                "{\"issuer\":\"https://fs.contoso.com/adfs\",\"authorization_endpoint\":\"https://fs.contoso.com/adfs/oauth2/authorize\","
                        + "\"token_endpoint\":\"https://fs.contoso.com/adfs/oauth2/token\"}");
        http.reply(200, TOKEN);

        ownToken(confidential().adfsAuthority("https://fs.contoso.com/adfs"));

        assertThat(http.requests())
                .allSatisfy(request -> assertThat(request.uri().getHost()).isEqualTo("fs.contoso.com"));
        lastWent("https://fs.contoso.com/adfs/oauth2/token");
    }

    @Nested
    class InstanceDiscovery {

        @Test
        void givenMetadataMeansThatNoOtherHostIsEverAsked() {
            environment.withVariable("MSAL_FORCE_REGION", "westus2");
            http.reply(200, TOKEN);

            ownToken(confidential()
                    .authority("https://login.sovereign.example/contoso.com")
                    .instanceMetadata(SOVEREIGN));

            assertThat(http.onlyRequest().uri())
                    .hasToString("https://login.sovereign.example/contoso.com/oauth2/v2.0/token");
        }

        @Test
        void liveDiscoveryThatIsBlockedStillGetsAToken() {
            http.reply(404, "").reply(200, TOKEN);

            ownToken(confidential()
                    .authority("https://login.sovereign.example/contoso.com")
                    .liveInstanceDiscovery());

            assertThat(http.requests()).hasSize(2);
            lastWent("https://login.sovereign.example/contoso.com/oauth2/v2.0/token");
        }

        @Test
        void aGivenDocumentSavesTheProvidersDiscovery() {
            http.reply(200, TOKEN);

            ownToken(confidential()
                    .oidcAuthority("https://idp.example")
                    .providerMetadata(
                            "{\"issuer\":\"https://idp.example\",\"authorization_endpoint\":\"https://idp.example/a\","
                                    + "\"token_endpoint\":\"https://idp.example/t\"}"));

            assertThat(http.onlyRequest().uri()).hasToString("https://idp.example/t");
        }

        @Test
        void optionsThatWouldBeIgnoredAreRefused() {
            refused(confidential().instanceMetadata(SOVEREIGN).liveInstanceDiscovery());
            refused(confidential().oidcAuthority("https://idp.example").instanceMetadata(SOVEREIGN));
            refused(confidential().adfsAuthority("https://fs.contoso.com/adfs").liveInstanceDiscovery());
            refused(confidential()
                    .authority("https://login.sovereign.example/x")
                    .instanceMetadata(SOVEREIGN)
                    .region("westus2"));
            refused(confidential().providerMetadata("{}"));
            refused(confidential().oidcAuthority("https://idp.example").multiCloudSignIn());
            refused(confidential()
                    .authority("https://login.sovereign.example/x")
                    .instanceMetadata(SOVEREIGN)
                    .multiCloudSignIn());
            refused(confidential().oidcAuthority("https://idp.example").region("westus2"));
        }

        @Test
        void thatThereIsNoRegionMayBeSaidBesideGivenMetadata() {
            http.reply(200, TOKEN);

            ownToken(confidential()
                    .authority("https://login.sovereign.example/contoso.com")
                    .instanceMetadata(SOVEREIGN)
                    .noRegion());

            lastWent("https://login.sovereign.example/contoso.com/oauth2/v2.0/token");
        }

        private void refused(ConfidentialClientApplicationBuilder builder) {
            assertThatThrownBy(builder::build).isInstanceOf(MsalConfigurationException.class);
            assertThat(http.requests()).isEmpty();
        }
    }

    @Nested
    class Region {

        private ConfidentialClientApplicationBuilder contoso() {
            http.reply(200, TOKEN);
            return confidential().authority("https://login.microsoftonline.com/contoso.com");
        }

        @Test
        void aNamedRegionIsAskedAndNothingElse() {
            ownToken(contoso().region("westus2"));

            assertThat(http.onlyRequest().uri())
                    .hasToString("https://westus2.login.microsoft.com/contoso.com/oauth2/v2.0/token");
        }

        @Test
        void theEnvironmentCanForceOneAndTheApplicationCanOptOut() {
            environment.withVariable("MSAL_FORCE_REGION", "westus2");

            ownToken(contoso());
            lastWent("https://westus2.login.microsoft.com/contoso.com/oauth2/v2.0/token");
            ownToken(contoso().noRegion());
            lastWent("https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token");
        }

        @Test
        void oneIsDetectedFromTheEnvironment() {
            environment.withVariable("REGION_NAME", "West US 2");

            ownToken(contoso().autoDetectRegion());
            assertThat(http.onlyRequest().uri().getHost()).isEqualTo("westus2.login.microsoft.com");
        }

        @Test
        void oneIsNotAskedForWhereTheApplicationProvidesItsTokensItself() {
            environment.withVariable("MSAL_FORCE_REGION", "westus2");
            ClientCredential provider = ClientCredentials.appTokenProvider(
                    request -> ProvidedToken.of(Secret.of("provided"), Duration.ofHours(1)));

            assertThatThrownBy(() -> providing(provider).region("westus2").build())
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("conflicting_options"));
            assertThatThrownBy(() -> providing(provider).autoDetectRegion().build())
                    .isInstanceOf(MsalConfigurationException.class);
            assertThat(ownToken(providing(provider)).accessToken()).isEqualTo("provided");
            assertThat(ownToken(providing(provider).noRegion()).accessToken()).isEqualTo("provided");
        }

        private ConfidentialClientApplicationBuilder providing(ClientCredential credential) {
            return ConfidentialClientApplication.builder("client-1", credential)
                    .authority("https://login.microsoftonline.com/contoso.com")
                    .environment(environment)
                    .transport(http);
        }

        @Test
        void itIsChosenOnceAndChecked() {
            assertThatThrownBy(() -> confidential().region("westus2").noRegion())
                    .isInstanceOf(MsalConfigurationException.class);
            assertThatThrownBy(() -> confidential().region("evil.example/x"))
                    .isInstanceOf(MsalConfigurationException.class)
                    .message()
                    .doesNotContain("evil.example");
        }
    }
}
