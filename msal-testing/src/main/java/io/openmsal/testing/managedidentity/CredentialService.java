package io.openmsal.testing.managedidentity;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.LoopbackTls;
import io.openmsal.testing.http.LoopbackServer;
import io.openmsal.testing.http.LoopbackServer.Received;
import io.openmsal.testing.http.LoopbackServer.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * Version 2 of the metadata service and the token endpoint behind it. A request for a certificate is read by another library than the one
 * that wrote it; the token endpoint is a server of its own that sees which certificate is shown in the handshake.
 */
final class CredentialService implements AutoCloseable {

    static final String CLIENT_ID = "6d1f2c1e-0b7c-4f0e-9d0c-0c6a0f6f7a01";
    static final String TENANT_ID = "8f5b6f0e-1d2c-4b3a-8a9b-7c6d5e4f3a02";

    private static final String METADATA = "/metadata/identity/getplatformmetadata";
    private static final String ISSUE = "/metadata/identity/issuecredential";
    private static final List<String> IDENTITIES = List.of("client_id", "object_id", "mi_res_id");
    private static final List<String> KNOWN_PARAMETERS =
            List.of("cred-api-version", "client_id", "object_id", "mi_res_id");
    private static final String TOKEN = "/" + TENANT_ID + "/oauth2/v2.0/token";
    private static final String MACHINE_OID = "1.3.6.1.4.1.311.90.2.10";
    private static final String MACHINE = "{\"vmId\":\"3c1e7a52-emulated\",\"vmssId\":\"vmss-emulated\"}";
    private static final String SERVER = "Server: IMDS/150.870.65.1854 (emulated)";

    /** Who a request is about: the client id of an identity, and how the service calls its kind. */
    private record Identity(String clientId, String kind) {}

    /** A certificate, and whose it is. */
    private record Certified(X509Certificate certificate, String clientId) {}

    private final Clock clock;
    private final Supplier<String> tokens;
    private final AssignedIdentities assigned;
    private final TestCertificate authority = TestCertificates.ellipticCurve();
    private final LoopbackTls tls;
    private final LoopbackServer tokenEndpoint;
    private final Map<CredentialStep, Queue<HostFault>> faults = new EnumMap<>(CredentialStep.class);
    private final List<Certified> issued = new CopyOnWriteArrayList<>();
    private volatile Duration lifetime = Duration.ofDays(7);
    private volatile String attestation = "";

    CredentialService(Clock clock, Supplier<String> tokens, AssignedIdentities assigned) throws IOException {
        this.clock = clock;
        this.tokens = tokens;
        this.assigned = assigned;
        for (CredentialStep step : CredentialStep.values()) {
            faults.put(step, new ConcurrentLinkedQueue<>());
        }
        this.tls = LoopbackTls.create(new SecureRandom(), "mtls.emulated.example");
        this.tokenEndpoint = LoopbackServer.startMutualTls(tls.server(), this::answerForTokens);
    }

    void next(CredentialStep step, HostFault fault) {
        queue(step).add(fault);
    }

    void live(Duration other) {
        lifetime = other;
    }

    void wantAttestation(String statement) {
        attestation = statement;
    }

    String caPem() {
        return tls.authorityPem();
    }

    List<X509Certificate> issued() {
        return issued.stream().map(Certified::certificate).toList();
    }

    List<Received> tokenRequests() {
        return tokenEndpoint.requests();
    }

    private Queue<HostFault> queue(CredentialStep step) {
        return Objects.requireNonNull(faults.get(step));
    }

    /** Answers what belongs to version 2; false for everything else. */
    boolean answers(String method, String path, Map<String, String> parameters, Received request, Reply reply)
            throws Exception {
        if (!path.equals(METADATA) && !path.equals(ISSUE)) {
            return false;
        }
        String expected = path.equals(METADATA) ? "GET" : "POST";
        if (!method.equals(expected)) {
            refuse(reply, method + " instead of " + expected);
        } else if (!"2.0".equals(parameters.get("cred-api-version"))) {
            refuse(reply, "cred-api-version must be 2.0");
        } else if (!"true".equals(request.headers().get("Metadata"))) {
            refuse(reply, "the header Metadata is missing or wrong");
        } else if (request.headers().getOrDefault("x-ms-client-request-id", "").isEmpty()) {
            refuse(reply, "the header x-ms-client-request-id is missing");
        } else if (!KNOWN_PARAMETERS.containsAll(parameters.keySet())) {
            refuse(reply, "the parameters of this service are " + KNOWN_PARAMETERS);
        } else if (!assigned.has(idIn(parameters))) {
            refuse(reply, "Identity not found");
        } else if (path.equals(METADATA)) {
            act(CredentialStep.METADATA, () -> metadata(identityIn(parameters)), reply);
        } else {
            certify(identityIn(parameters), request, reply);
        }
        return true;
    }

    private static String idIn(Map<String, String> parameters) {
        return IDENTITIES.stream()
                .map(name -> parameters.getOrDefault(name, ""))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** An identity that is asked for by another id has a client id that follows from that one. */
    private static Identity identityIn(Map<String, String> parameters) {
        String id = idIn(parameters);
        if (id.isEmpty()) {
            return new Identity(CLIENT_ID, "SAMI");
        }
        String clientId = parameters.getOrDefault("client_id", "");
        return new Identity(clientId.isEmpty() ? clientIdFor(id) : clientId, "UAMI");
    }

    private static String clientIdFor(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static JsonObject metadata(Identity identity) {
        JsonObject json = new JsonObject();
        json.addProperty("clientId", identity.clientId());
        json.addProperty("tenantId", TENANT_ID);
        json.add("cuId", JsonParser.parseString(MACHINE));
        json.addProperty("attestationEndpoint", "https://attestation.emulated.example");
        return json;
    }

    private void certify(Identity identity, Received request, Reply reply) throws Exception {
        JsonObject body;
        JcaPKCS10CertificationRequest csr;
        try {
            body = JsonParser.parseString(request.body()).getAsJsonObject();
            csr = new JcaPKCS10CertificationRequest(
                    Base64.getDecoder().decode(body.get("csr").getAsString()));
        } catch (IOException | RuntimeException unreadable) {
            refuse(reply, "the body is not JSON with a csr");
            return;
        }
        String wrong = faultOf(csr, identity);
        if (!wrong.isEmpty()) {
            refuse(reply, wrong);
        } else if (!attestation.isEmpty()
                && (!body.has("attestation_token")
                        || !attestation.equals(body.get("attestation_token").getAsString()))) {
            refuse(reply, "the attestation_token is missing or not believed");
        } else {
            act(CredentialStep.CERTIFICATE, () -> certificateFor(csr, identity), reply);
        }
    }

    /** What is wrong with a request for a certificate; empty when nothing is. */
    private static String faultOf(JcaPKCS10CertificationRequest csr, Identity identity) {
        try {
            if (!csr.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(csr.getSubjectPublicKeyInfo()))) {
                return "the signature of the csr is wrong";
            }
        } catch (PKCSException | OperatorCreationException unreadable) {
            return "the signature of the csr cannot be checked";
        }
        if (!csr.getSubject().toString().equals("DC=" + TENANT_ID + ",CN=" + identity.clientId())) {
            return "the subject of the csr is " + csr.getSubject();
        }
        for (Attribute attribute : csr.getAttributes()) {
            if (attribute.getAttrType().getId().equals(MACHINE_OID)
                    && attribute.getAttributeValues().length == 1
                    && attribute.getAttributeValues()[0] instanceof ASN1UTF8String text
                    && text.getString().equals(MACHINE)) {
                return "";
            }
        }
        return "the csr does not say which machine it comes from";
    }

    private JsonObject certificateFor(JcaPKCS10CertificationRequest csr, Identity identity) {
        Instant now = clock.instant();
        try {
            X509Certificate certificate = TestCertificates.issuedFor(
                    authority,
                    "CN=" + identity.clientId() + ", DC=" + TENANT_ID,
                    csr.getPublicKey(),
                    now,
                    now.plus(lifetime));
            issued.add(new Certified(certificate, identity.clientId()));
            JsonObject json = new JsonObject();
            json.addProperty("client_id", identity.clientId());
            json.addProperty("tenant_id", TENANT_ID);
            json.addProperty("certificate", Base64.getEncoder().encodeToString(certificate.getEncoded()));
            json.addProperty("identity_type", identity.kind());
            json.addProperty("mtls_authentication_endpoint", "https://127.0.0.1:" + tokenEndpoint.port());
            return json;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("The key of a request that verified is unusable", unusable);
        }
    }

    private void answerForTokens(Received request, Reply reply) throws Exception {
        Optional<Certified> shown = reply.clientCertificate().flatMap(this::issuedHere);
        Map<String, String> form = AzureHostEmulator.parameters(request.body());
        if (!request.requestLine().equals("POST " + TOKEN + " HTTP/1.1")) {
            answer(reply, 404, refusal("not_found", "the token endpoint is " + TOKEN));
        } else if (!shown.isPresent()) {
            answer(
                    reply,
                    401,
                    refusal("invalid_client", "the certificate of the handshake is missing or was not issued here"));
        } else if (!isValidNow(shown.get().certificate())) {
            answer(reply, 401, refusal("invalid_client", "the certificate of the handshake is not valid at this time"));
        } else if (!shown.get().clientId().equals(form.get("client_id"))) {
            answer(reply, 400, refusal("unauthorized_client", "the certificate is not one of this client_id"));
        } else if (!"client_credentials".equals(form.get("grant_type")) || !"mtls_pop".equals(form.get("token_type"))) {
            answer(reply, 400, refusal("invalid_request", "a token_type of mtls_pop is given for client credentials"));
        } else if (!form.getOrDefault("scope", "").endsWith("/.default")) {
            answer(reply, 400, refusal("invalid_scope", "the scope is a resource with /.default"));
        } else {
            act(CredentialStep.TOKEN, this::token, reply);
        }
    }

    private Optional<Certified> issuedHere(X509Certificate certificate) {
        return issued.stream()
                .filter(one -> one.certificate().equals(certificate))
                .findFirst();
    }

    private boolean isValidNow(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException outOfTime) {
            return false;
        }
    }

    private JsonObject token() {
        JsonObject json = new JsonObject();
        json.addProperty("access_token", tokens.get());
        json.addProperty("token_type", "mtls_pop");
        json.addProperty("expires_in", 86_400);
        return json;
    }

    private void act(CredentialStep step, Supplier<JsonObject> good, Reply reply) throws Exception {
        HostFault fault = queue(step).poll();
        if (fault != null) {
            fault.answer(EmulatedHost.IMDS_V2, good, reply);
        } else {
            answer(reply, 200, good.get());
        }
    }

    private static void refuse(Reply reply, String why) throws IOException {
        answer(reply, 400, refusal("invalid_request", why));
    }

    private static JsonObject refusal(String code, String why) {
        return EmulatedHost.IMDS_V2.refusal(400, code, why);
    }

    private static void answer(Reply reply, int status, JsonObject json) throws IOException {
        reply.json(status, json.toString(), SERVER);
    }

    @Override
    public void close() {
        tokenEndpoint.close();
    }
}
