package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment is recorded from a pod of Azure Kubernetes Service, with other values. */
class WorkloadIdentityTest {

    private static final String TOKEN_FILE = "/var/run/secrets/azure/tokens/azure-identity-token";

    private final FakeHttpTransport http = new FakeHttpTransport();
    private final FakeEnvironment pod = new FakeEnvironment()
            .withVariable("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/")
            .withVariable("AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000001")
            .withVariable("AZURE_TENANT_ID", "00000000-0000-0000-0000-000000000002")
            .withVariable("AZURE_FEDERATED_TOKEN_FILE", TOKEN_FILE)
            .withFile(TOKEN_FILE, "canary-1\n");

    private ConfidentialClientApplication app(AuthorityHost host) {
        return WorkloadIdentity.builder(pod, host)
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                        .withTransport(http))
                .build();
    }

    private static ClientCredentialsRequest request(ConfidentialClientApplication app) {
        return app.acquireTokenForClient("https://vault.azure.net/.default");
    }

    @Test
    void theVariablesOfThePodSayWhoAsksAndWhom() {
        http.reply(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}");

        assertThat(request(app(AuthorityHost.OF_A_KNOWN_CLOUD)).execute().accessToken())
                .isEqualTo("token-1");

        assertThat(http.onlyRequest().uri())
                .hasToString(
                        "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000002/oauth2/v2.0/token");
        assertThat(http.onlyRequest().formParameters())
                .containsEntry("client_id", "00000000-0000-0000-0000-000000000001")
                .containsEntry("client_assertion", "canary-1")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    }

    @Test
    void theFileIsReadAgainWhenThePlatformReplacedIt() {
        http.reply(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}")
                .reply(200, "{\"access_token\":\"token-2\",\"expires_in\":3600}");
        ConfidentialClientApplication app = app(AuthorityHost.OF_A_KNOWN_CLOUD);
        request(app).execute();

        pod.withFile(TOKEN_FILE, "canary-2\n");
        request(app).forceRefresh().execute();

        assertThat(http.lastRequest().formParameter("client_assertion")).contains("canary-2");
    }

    @Test
    void withoutAnAuthorityHostItIsTheWorldwideCloud() {
        http.reply(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}");
        pod.withoutVariable("AZURE_AUTHORITY_HOST");

        request(app(AuthorityHost.OF_A_KNOWN_CLOUD)).execute();

        assertThat(http.onlyRequest().uri().getHost()).isEqualTo("login.microsoftonline.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE"})
    void whatIsMissingIsNamed(String variable) {
        pod.withVariable(variable, " ");

        assertThatThrownBy(() -> app(AuthorityHost.OF_A_KNOWN_CLOUD))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("missing " + variable + " (set, but empty)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://login.elsewhere.example", "http://login.microsoftonline.com", "login", "https://["})
    void anAuthorityHostThatIsNoneGetsNoAssertion(String host) {
        pod.withVariable("AZURE_AUTHORITY_HOST", host);

        assertThatThrownBy(() -> request(app(AuthorityHost.OF_A_KNOWN_CLOUD)).execute())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageNotContaining("canary");
        assertThat(http.requests()).isEmpty();
    }

    @Test
    void aHostThatSomebodyVouchesForIsBelieved() {
        pod.withVariable("AZURE_AUTHORITY_HOST", "https://login.elsewhere.example/");
        http.reply(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}");

        request(app(AuthorityHost.ANY)).execute();

        assertThat(http.onlyRequest().uri().getHost()).isEqualTo("login.elsewhere.example");
    }

    @Test
    void aVariableThatIsNoPathIsATypedErrorThatDoesNotRepeatIt() {
        pod.withVariable("AZURE_FEDERATED_TOKEN_FILE", "canary\u0000canary");

        assertThatThrownBy(() -> app(AuthorityHost.OF_A_KNOWN_CLOUD))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("AZURE_FEDERATED_TOKEN_FILE is not a path")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 2000})
    void aVariableThatHoldsTheTokenItselfIsATypedErrorThatDoesNotRepeatIt(int length) {
        pod.withVariable("AZURE_FEDERATED_TOKEN_FILE", token(length));

        assertThatThrownBy(() -> app(AuthorityHost.OF_A_KNOWN_CLOUD))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("AZURE_FEDERATED_TOKEN_FILE is not a path")
                .hasMessageNotContaining("eyJ")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 2000})
    void aTokenInPlaceOfThePathOfItsFileIsATypedErrorThatDoesNotRepeatIt(int length) {
        Path token = Path.of(token(length));

        assertThatThrownBy(() -> ClientCredentials.federatedTokenFile(token))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("is not a path")
                .hasMessageNotContaining("eyJ")
                .hasNoCause();
    }

    @Test
    void aNameThatNoFileCanHaveIsNoPathOfATokenEither() {
        Path opaque = Path.of("/run/" + "canary".repeat(43));

        assertThatThrownBy(() -> ClientCredentials.federatedTokenFile(opaque))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    private static String token(int length) {
        return "eyJhbGciOiJub25lIn0." + "a".repeat(length) + ".c2ln";
    }

    @Test
    void aFileThatIsGoneIsATypedError() {
        pod.withoutFile(TOKEN_FILE);

        assertThatThrownBy(() -> request(app(AuthorityHost.OF_A_KNOWN_CLOUD)).execute())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining(TOKEN_FILE + " does not exist");
        assertThat(http.requests()).isEmpty();
    }

    @Test
    void aFileThatIsEmptyIsATypedError() {
        pod.withFile(TOKEN_FILE, " \n");

        assertThatThrownBy(() -> request(app(AuthorityHost.OF_A_KNOWN_CLOUD)).execute())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining(TOKEN_FILE + " is empty");
        assertThat(http.requests()).isEmpty();
    }
}
