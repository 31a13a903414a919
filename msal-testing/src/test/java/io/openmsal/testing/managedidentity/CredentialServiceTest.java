package io.openmsal.testing.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.CertificationRequest;
import io.openmsal.testing.crypto.FakeBindingKeys;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.time.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Version 2 of the metadata service takes exactly what is documented, asked by the JDK's own client. */
@Timeout(120)
class CredentialServiceTest {

    private static final FakeBindingKeys KEYS = new FakeBindingKeys(BindingStrength.SOFTWARE);
    private static final String METADATA = "/metadata/identity/getplatformmetadata?cred-api-version=2.0";
    private static final String ISSUE = "/metadata/identity/issuecredential?cred-api-version=2.0";

    private final TestClock clock = new TestClock();
    private final AzureHostEmulator host;

    CredentialServiceTest() throws IOException {
        host = AzureHostEmulator.start(EmulatedHost.IMDS_V2, clock);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private HttpResponse<String> send(String target, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                host.environment().variable("AZURE_POD_IDENTITY_AUTHORITY_HOST").orElseThrow() + target));
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> documented(String target, String body) throws Exception {
        return send(target, body, "Metadata", "true", "x-ms-client-request-id", "id-1");
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private static String csr(CertificationRequest said) throws Exception {
        byte[] der = KEYS.key().certificationRequest(said);
        return "{\"csr\":\"" + Base64.getEncoder().encodeToString(der) + "\"}";
    }

    /** What the metadata tells to say. */
    private CertificationRequest asTold() throws Exception {
        JsonObject metadata = json(documented(METADATA, ""));
        return new CertificationRequest(
                metadata.get("clientId").getAsString(),
                metadata.get("tenantId").getAsString(),
                "1.3.6.1.4.1.311.90.2.10",
                metadata.get("cuId").toString());
    }

    @Test
    void theMetadataSaysWhoItIsAndWhoAsks() throws Exception {
        HttpResponse<String> response = documented(METADATA, "");

        assertThat(response.headers().firstValue("Server"))
                .hasValueSatisfying(name -> assertThat(name).contains("IMDS"));
        assertThat(json(response).keySet()).contains("clientId", "tenantId", "cuId", "attestationEndpoint");
    }

    @Test
    void aProbeWithoutTheHeaderGets400AndAHostOfVersionOneKnowsNoSuchAddress() throws Exception {
        assertThat(send(METADATA, "").statusCode()).isEqualTo(400);
        try (AzureHostEmulator old = AzureHostEmulator.start(EmulatedHost.IMDS)) {
            HttpRequest probe = HttpRequest.newBuilder(URI.create(old.environment()
                                    .variable("AZURE_POD_IDENTITY_AUTHORITY_HOST")
                                    .orElseThrow()
                            + METADATA))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(probe, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {METADATA, ISSUE})
    void headersAndVersionAreChecked(String target) throws Exception {
        String body = target.equals(ISSUE) ? "{}" : "";

        assertThat(send(target, body, "Metadata", "true").body()).contains("x-ms-client-request-id");
        assertThat(send(target, body, "x-ms-client-request-id", "id").body()).contains("the header Metadata");
        assertThat(documented(target.replace("2.0", "1.0"), body).body()).contains("cred-api-version must be 2.0");
        assertThat(documented(target, target.equals(ISSUE) ? "" : "{}").body()).contains(" instead of ");
    }

    @Test
    void aRequestThatSaysWhatItWasToldToSayIsCertified() throws Exception {
        JsonObject issued = json(documented(ISSUE, csr(asTold())));

        assertThat(issued.keySet())
                .containsExactlyInAnyOrder(
                        "client_id", "tenant_id", "certificate", "identity_type", "mtls_authentication_endpoint");
        X509Certificate certificate = certificate(issued);
        assertThat(host.certificates()).containsExactly(certificate);
        assertThat(certificate.getPublicKey()).isEqualTo(KEYS.key().publicKey());
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(7));
    }

    private static X509Certificate certificate(JsonObject issued) throws Exception {
        byte[] der = Base64.getDecoder().decode(issued.get("certificate").getAsString());
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    @ParameterizedTest
    @CsvSource({
        "other, , , , the subject of the csr",
        ", other, , , the subject of the csr",
        ", , 1.2.3, , does not say which machine",
        ", , , {}, does not say which machine"
    })
    void aRequestThatSaysAnythingElseIsRefused(
            String commonName, String domainComponent, String oid, String machine, String why) throws Exception {
        CertificationRequest told = asTold();
        CertificationRequest said = new CertificationRequest(
                commonName == null ? told.commonName() : commonName,
                domainComponent == null ? told.domainComponent() : domainComponent,
                oid == null ? told.attributeOid() : oid,
                machine == null ? told.attributeText() : machine);

        HttpResponse<String> response = documented(ISSUE, csr(said));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(why);
        assertThat(host.certificates()).isEmpty();
    }

    @Test
    void aSignatureThatWasTamperedWithIsRefused() throws Exception {
        byte[] der = KEYS.key().certificationRequest(asTold());
        der[der.length - 1] ^= 1;

        assertThat(documented(ISSUE, "{\"csr\":\"" + Base64.getEncoder().encodeToString(der) + "\"}")
                        .body())
                .contains("the signature of the csr is wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not JSON", "{}", "[]", "{\"csr\":\"AAAA\"}", "{\"csr\":\"?\"}"})
    void whatIsNoRequestIsRefused(String body) throws Exception {
        assertThat(documented(ISSUE, body).body()).contains("the body is not JSON with a csr");
    }

    @Test
    void attestationIsWantedWhenTheTestSaysSo() throws Exception {
        host.wantsAttestation("statement-1");
        String csr = csr(asTold());

        assertThat(documented(ISSUE, csr).body()).contains("attestation_token is missing");
        assertThat(documented(ISSUE, csr.replace("}", ",\"attestation_token\":\"statement-1\"}"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theTokenEndpointTakesTheCertificatesThatWereIssuedHereAndNoOthers() throws Exception {
        JsonObject issued = json(documented(ISSUE, csr(asTold())));
        URI endpoint = endpointOf(issued);
        String form = formOf(issued);
        TestCertificate stranger = TestCertificates.valid();
        PrivateKey key = KEYS.key().privateKey();

        HttpResponse<String> good = token(endpoint, form, key, certificate(issued));
        assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
        assertThat(json(good).get("token_type").getAsString()).isEqualTo("mtls_pop");
        assertThat(token(endpoint, form, stranger.privateKey(), stranger.certificate())
                        .body())
                .contains("invalid_client");
        assertThat(token(endpoint, form.replace("mtls_pop", "bearer"), key, certificate(issued))
                        .body())
                .contains("invalid_request");
        assertThat(token(endpoint, form.replace("client_id=", "client_id=x"), key, certificate(issued))
                        .body())
                .contains("unauthorized_client");
        assertThat(token(endpoint, form.replace("%2F.default", ""), key, certificate(issued))
                        .body())
                .contains("invalid_scope");
        assertThat(host.tokenRequests()).hasSize(5);
    }

    @Test
    void aCertificateServesForAsLongAsItIsValidByTheClockOfTheHost() throws Exception {
        host.certificatesLive(Duration.ofHours(1));
        JsonObject issued = json(documented(ISSUE, csr(asTold())));
        PrivateKey key = KEYS.key().privateKey();

        clock.advance(Duration.ofMinutes(59));
        assertThat(token(endpointOf(issued), formOf(issued), key, certificate(issued))
                        .statusCode())
                .isEqualTo(200);

        clock.advance(Duration.ofMinutes(2));
        HttpResponse<String> late = token(endpointOf(issued), formOf(issued), key, certificate(issued));
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.body()).contains("invalid_client", "not valid at this time");
    }

    private static URI endpointOf(JsonObject issued) {
        return URI.create(issued.get("mtls_authentication_endpoint").getAsString() + "/"
                + issued.get("tenant_id").getAsString() + "/oauth2/v2.0/token");
    }

    private static String formOf(JsonObject issued) {
        return "client_id=" + issued.get("client_id").getAsString()
                + "&grant_type=client_credentials&token_type=mtls_pop&scope=https%3A%2F%2Fvault.azure.net%2F.default";
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "object_id", "mi_res_id"})
    void aUserAssignedIdentityHasAClientIdAndACertificateOfItsOwn(String parameter) throws Exception {
        String id = "&" + parameter + "=assigned";
        JsonObject own = json(documented(METADATA, ""));
        JsonObject metadata = json(documented(METADATA + id, ""));
        String clientId = metadata.get("clientId").getAsString();
        CertificationRequest said = new CertificationRequest(
                clientId,
                metadata.get("tenantId").getAsString(),
                "1.3.6.1.4.1.311.90.2.10",
                metadata.get("cuId").toString());

        assertThat(clientId).isNotEqualTo(own.get("clientId").getAsString());
        assertThat(documented(ISSUE, csr(said)).body()).contains("the subject of the csr");
        JsonObject issued = json(documented(ISSUE + id, csr(said)));
        assertThat(issued.get("identity_type").getAsString()).isEqualTo("UAMI");
        assertThat(issued.get("client_id").getAsString()).isEqualTo(clientId);
        assertThat(token(endpointOf(issued), formOf(issued), KEYS.key().privateKey(), certificate(issued))
                        .statusCode())
                .isEqualTo(200);
        assertThat(token(
                                endpointOf(issued),
                                formOf(issued)
                                        .replace(clientId, own.get("clientId").getAsString()),
                                KEYS.key().privateKey(),
                                certificate(issued))
                        .body())
                .contains("unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {METADATA, ISSUE})
    void anIdentityThatIsNotAssignedAndAnUnknownNameForOneAreRefused(String target) throws Exception {
        String body = target.equals(ISSUE) ? csr(asTold()) : "";
        host.assigns("one");

        assertThat(documented(target + "&client_id=two", body).body()).contains("Identity not found");
        assertThat(documented(target + "&msi_res_id=one", body).body())
                .contains("the parameters of this service are")
                .contains("mi_res_id");
    }

    private HttpResponse<String> token(URI endpoint, String form, PrivateKey key, X509Certificate certificate)
            throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("own", key, new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(
                                host.tokenEndpointCaPem().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void faultsHappenAtTheStepTheyWereGivenFor() throws Exception {
        host.next(CredentialStep.CERTIFICATE, HostFault.status(503));
        String csr = csr(asTold());

        assertThat(documented(ISSUE, csr).statusCode()).isEqualTo(503);
        assertThat(documented(ISSUE, csr).statusCode()).isEqualTo(200);
    }

    @Test
    void otherHostsHaveNoneOfThis() throws Exception {
        try (AzureHostEmulator old = AzureHostEmulator.start(EmulatedHost.IMDS, Clock.systemUTC())) {
            assertThatThrownBy(old::certificates).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> old.next(CredentialStep.TOKEN, HostFault.reset()))
                    .hasMessageContaining("IMDS_V2");
            assertThat(old.tokenRequests()).isEmpty();
        }
    }
}
