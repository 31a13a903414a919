package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.http.SentRequest;
import io.openmsal.testing.time.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A primary and a secondary credential, of which the server knows some. */
class CredentialPairTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.example/.default");
    private static final String REFUSAL =
            "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret provided.\"}";

    private final Set<String> known = new HashSet<>(Set.of("old"));
    private final ClientCredential pair = ClientCredential.pair(secret("old"), secret("new"));

    private static ClientCredential secret(String value) {
        return ClientCredential.secret(Secret.of(value));
    }

    /** A counter stands for what makes each assertion another one. */
    private static ClientCredential assertion(String key) {
        AtomicInteger number = new AtomicInteger();
        return ClientCredential.assertion(request -> Secret.of(key + "." + number.incrementAndGet()));
    }

    private Flows flows(ClientCredential credential, int refusalStatus) {
        Flows flows = new Flows(EntraAuthority.of("https://login.microsoftonline.com/contoso.example"), credential);
        flows.http.when(request -> true).reply(refusalStatus, REFUSAL);
        flows.http.when(this::isKnown).reply(200, Answers.own("token").json());
        return flows;
    }

    private boolean isKnown(HttpRequest request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return known.stream().anyMatch(proof -> body.matches(".*client_(secret|assertion)=" + proof + "\\b.*"));
    }

    private static String proofIn(SentRequest request) {
        return request.formParameter("client_secret")
                .or(() -> request.formParameter("client_assertion"))
                .orElse("")
                .replaceAll("\\..*", "");
    }

    private static AuthenticationResult acquire(Flows flows) {
        return flows.clientCredentials.acquire(
                null, GRAPH, new CachePolicy(true, RequestShape.PLAIN, MinimumLifetime.standard()), flows::call);
    }

    private static List<String> proofsSentBy(Flows flows) {
        return flows.http.requests().stream().map(CredentialPairTest::proofIn).collect(Collectors.toList());
    }

    @Test
    void thePrimaryIsSentAloneAsLongAsItIsAccepted() {
        Flows flows = flows(pair, 401);

        acquire(flows);
        acquire(flows);

        assertThat(proofsSentBy(flows)).containsExactly("old", "old");
    }

    @Test
    void theSecondaryGoesOutOnceThePrimaryIsRefusedAndStaysFirst() {
        Flows flows = flows(pair, 401);
        known.clear();
        known.add("new");

        assertThat(acquire(flows).accessToken()).isEqualTo("token");
        acquire(flows);

        assertThat(proofsSentBy(flows)).containsExactly("old", "new", "new");
    }

    @Test
    void thePrimaryHasItsTurnAgainWhenTheSecondaryIsRefused() {
        Flows flows = flows(pair, 401);
        known.clear();
        known.add("new");
        acquire(flows);
        known.clear();
        known.add("old");

        acquire(flows);

        assertThat(proofsSentBy(flows)).containsExactly("old", "new", "new", "old");
    }

    @Test
    void theSecondaryTakesOverWhenThePrimaryCannotProveAnything() {
        Flows flows = flows(ClientCredential.pair(secret(" "), secret("old")), 401);

        assertThat(acquire(flows).accessToken()).isEqualTo("token");
        acquire(flows);

        assertThat(proofsSentBy(flows)).containsExactly("old", "old");
    }

    @Test
    void theSecondaryTakesOverWhenThePrimarysCertificateHasRunOut() {
        FakeAssertionSigner runningOut = new FakeAssertionSigner(TestCertificates.valid(
                TestClock.START.minus(Duration.ofDays(90)), TestClock.START.plus(Duration.ofHours(1))));
        Flows flows = flows(ClientCredential.pair(ClientCredential.certificate(runningOut), secret("old")), 401);
        flows.clock.advance(Duration.ofHours(2));

        assertThat(acquire(flows).accessToken()).isEqualTo("token");
    }

    @Test
    void aPairThatCanProveNothingSaysWhyAndSendsNothing() {
        Flows flows = flows(ClientCredential.pair(secret(""), secret(" ")), 401);

        assertThatThrownBy(() -> acquire(flows))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("is empty");
        assertThat(flows.http.requests()).isEmpty();
    }

    @Test
    void bothRefusedIsAFailureAfterTwoRequests() {
        Flows flows = flows(pair, 401);
        known.clear();

        assertThatThrownBy(() -> acquire(flows))
                .isInstanceOfSatisfying(
                        MsalServiceException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("invalid_client"));
        assertThat(proofsSentBy(flows)).containsExactly("old", "new");
    }

    @Test
    void anotherRefusalIsNotTheCredentialsFault() {
        Flows flows = new Flows(EntraAuthority.of("https://login.microsoftonline.com/contoso.example"), pair);
        flows.http.reply(400, "{\"error\":\"invalid_scope\",\"error_description\":\"AADSTS70011\"}");

        assertThatThrownBy(() -> acquire(flows)).hasMessageContaining("invalid_scope");
        assertThat(flows.http.requests()).hasSize(1);
    }

    @Test
    void aRefusedAssertionHoldsBackNeitherTheOtherKeysNorALaterOne() {
        Flows flows = flows(ClientCredential.pair(assertion("old"), assertion("new")), 400);
        known.clear();
        known.add("new");

        acquire(flows);
        assertThat(proofsSentBy(flows)).containsExactly("old", "new");

        known.clear();
        assertThatThrownBy(() -> acquire(flows)).hasMessageContaining("invalid_client");
        known.add("old");
        acquire(flows);
        assertThat(proofsSentBy(flows).subList(2, 5)).containsExactly("new", "old", "old");
    }

    @Test
    void aRefusedSecretIsHeldBackAndACorrectedOneIsNot() {
        Flows flows = flows(pair, 400);
        known.clear();

        assertThatThrownBy(() -> acquire(flows)).hasMessageContaining("was refused");
        assertThatThrownBy(() -> acquire(flows)).hasMessageContaining("was not sent");

        assertThat(proofsSentBy(flows)).containsExactly("old", "new");
    }

    @Test
    void noneIsAskedOnAHit() {
        Flows flows = flows(pair, 401);
        acquire(flows);

        flows.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, flows::call);

        assertThat(flows.http.requests()).hasSize(1);
    }

    @Test
    void aPairOfPairsIsRefused() {
        assertThatThrownBy(() -> ClientCredential.pair(secret("another"), pair))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("credential_pair_nested"));
    }
}
