package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AttestationRequest;
import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.CertificationRequest;
import io.openmsal.port.crypto.KeyAttestation;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Version 2 of the metadata service ({@code cred-api-version=2.0}): it tells which machine and identity this is, and certifies a key for
 * them. Remembers nothing. Safe for many threads.
 */
final class ImdsCredentials {

    private static final String METADATA = "/metadata/identity/getplatformmetadata";
    private static final String ISSUE = "/metadata/identity/issuecredential";
    private static final String COMPUTE = "/metadata/instance/compute";

    /** The attribute of a certification request that says which machine it comes from. */
    private static final String MACHINE_OID = "1.3.6.1.4.1.311.90.2.10";

    private static final Duration ALLOWANCE = Duration.ofSeconds(1);
    private static final Set<String> GUARDED_MACHINES = Set.of("trustedlaunch", "confidentialvm");

    private final String source;

    ImdsCredentials(String source) {
        this.source = source;
    }

    /** One short request without the {@code Metadata} header, which version 2 answers with 400, and version 1 does not know. */
    BindingSupport support(SourceCall call) {
        ServerReply reply;
        try {
            reply = call.sendOnce(HttpRequest.get(address(call, METADATA, version())), ALLOWANCE);
        } catch (MsalTimeoutException slow) {
            call.stopIfOver();
            return BindingSupport.missing(
                    "no answer from " + source + " within " + ALLOWANCE.toMillis() + " ms", BindingStrength.NONE);
        } catch (MsalTransportException silent) {
            return BindingSupport.missing(
                    "no answer from " + source + " (" + silent.errorCode() + ")", BindingStrength.NONE);
        }
        return reply.status() == 400
                ? BindingSupport.offered()
                : BindingSupport.missing(
                        reply + " to a probe, which version 2 of the metadata service answers with 400",
                        strengthOfTheMachine(call));
    }

    /** What a machine could do whose metadata service speaks version 1 only. */
    private static BindingStrength strengthOfTheMachine(SourceCall call) {
        Form query = new Form().put("api-version", "2021-02-01");
        try {
            JsonObject json = call.sendOnce(
                            HttpRequest.get(address(call, COMPUTE, query)).withHeader("Metadata", "true"), ALLOWANCE)
                    .json()
                    .orElseGet(JsonObject::empty);
            String security = json.object("securityProfile")
                    .flatMap(profile -> profile.string("securityType"))
                    .orElse("");
            boolean windows =
                    json.string("osType").filter("windows"::equalsIgnoreCase).isPresent();
            return windows && GUARDED_MACHINES.contains(security.toLowerCase(Locale.ROOT))
                    ? BindingStrength.SOFTWARE
                    : BindingStrength.NONE;
        } catch (MsalTimeoutException | MsalTransportException unknown) {
            call.stopIfOver();
            return BindingStrength.NONE;
        }
    }

    /** Has the key certified. */
    BindingCertificate issue(CertificateDemand demand, SourceCall call) {
        Form query = queryFor(demand.id());
        PlatformMetadata metadata = metadata(query, call);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("csr", Base64.getEncoder().encodeToString(certificationRequest(demand.key(), metadata, call)));
        Optional<Secret> attested = demand.attestation().map(service -> attested(service, demand, metadata, call));
        attested.ifPresent(token -> body.put("attestation_token", token.reveal()));
        HttpRequest post =
                described(HttpRequest.post(address(call, ISSUE, query), "application/json", call.json(body)), call);
        ServerReply reply = call.send(post, RetryTable.imds());
        JsonObject json = call.answerIn(
                reply,
                SourceRefusal::inAnyShape,
                attested.map(token -> new Secret[] {token}).orElseGet(() -> new Secret[0]));
        call.required(reply, "identity_type", json.string("identity_type"));
        X509Certificate certificate = ofTheKey(
                call.required(reply, "certificate", json.string("certificate").flatMap(ImdsCredentials::certificate)),
                demand.key(),
                call);
        URI endpoint = PlatformMetadata.secureAddress(reply, json, "mtls_authentication_endpoint", call);
        return new BindingCertificate(
                new TlsIdentity(demand.key().privateKey(), Collections.singletonList(certificate)),
                PlatformMetadata.id(reply, json, "client_id", call),
                URI.create(endpoint + "/" + PlatformMetadata.id(reply, json, "tenant_id", call)));
    }

    private PlatformMetadata metadata(Form query, SourceCall call) {
        ServerReply reply =
                call.send(described(HttpRequest.get(address(call, METADATA, query)), call), RetryTable.imdsPlatform());
        if (reply.status() == 404) {
            throw new MsalConfigurationException(
                    "mtls_pop_token_not_supported_in_imds_v1",
                    "A token bound to a certificate was asked for, and the metadata service at " + reply.host()
                            + " speaks version 1 only (404), which gives bearer tokens alone. Nothing was minted. Leave"
                            + " withMutualTlsProofOfPossession() out, or run this on a machine whose service issues"
                            + " certificates.",
                    call.correlationId(),
                    null);
        }
        return PlatformMetadata.in(reply, call);
    }

    private static byte[] certificationRequest(BindingKey key, PlatformMetadata metadata, SourceCall call) {
        return call.callback(
                "The key that a token was to be bound to",
                "binding_key_failed",
                "so nothing was minted",
                () -> signed(key, metadata, call));
    }

    private static byte[] signed(BindingKey key, PlatformMetadata metadata, SourceCall call) {
        try {
            return key.certificationRequest(
                    new CertificationRequest(metadata.clientId, metadata.tenantId, MACHINE_OID, metadata.machine));
        } catch (GeneralSecurityException refused) {
            throw new MsalConfigurationException(
                    "binding_key_failed",
                    "The key that a token was to be bound to did not sign: " + refused.getMessage()
                            + " Nothing was minted. Look at the cause.",
                    call.correlationId(),
                    refused);
        }
    }

    private static Secret attested(
            KeyAttestation service, CertificateDemand demand, PlatformMetadata metadata, SourceCall call) {
        URI endpoint = metadata.attestationEndpoint(call);
        try {
            Secret token = service.attest(new AttestationRequest(
                            endpoint, demand.key(), metadata.clientId, call.deadline(), call.cancellation()))
                    .token();
            call.stopIfOver();
            return token;
        } catch (MsalException typed) {
            throw typed;
        } catch (GeneralSecurityException | RuntimeException failed) {
            call.stopIfOver();
            throw new MsalConfigurationException(
                    "attestation_failed",
                    "The key that a token was to be bound to was not attested at " + endpoint.getHost() + ": "
                            + failed.getClass().getSimpleName()
                            + ". Nothing was minted, since a certificate without attestation would be a weaker one. Look"
                            + " at the cause.",
                    call.correlationId(),
                    failed);
        }
    }

    private static Optional<X509Certificate> certificate(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64.trim().getBytes(StandardCharsets.US_ASCII));
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (IllegalArgumentException | CertificateException unreadable) {
            return Optional.empty();
        }
    }

    /** With a certificate of another key no handshake succeeds; with an expired one no token would ever be used. */
    private static X509Certificate ofTheKey(X509Certificate certificate, BindingKey key, SourceCall call) {
        boolean isOfTheKey = Arrays.equals(
                certificate.getPublicKey().getEncoded(), key.publicKey().getEncoded());
        boolean hasExpired = !certificate.getNotAfter().toInstant().isAfter(call.now());
        if (!isOfTheKey || hasExpired) {
            throw new MsalUntrustedResponseException(
                    "managed_identity_untrusted_response",
                    "The metadata service issued a certificate "
                            + (isOfTheKey
                                    ? "that expired at "
                                            + certificate.getNotAfter().toInstant()
                                    : "of another key")
                            + ", so nothing was kept. "
                            + (isOfTheKey
                                    ? "Check this machine's clock."
                                    : "Check that nothing stands between here and the metadata service."),
                    call.correlationId(),
                    null);
        }
        return certificate;
    }

    private static Form version() {
        return new Form().put("cred-api-version", "2.0");
    }

    /** Version 1 of the same service spells the resource id another way. */
    private static Form queryFor(ManagedIdentityId id) {
        Form query = version();
        switch (id.kind()) {
            case SYSTEM_ASSIGNED -> {}
            case CLIENT_ID -> query.put("client_id", id.value());
            case OBJECT_ID -> query.put("object_id", id.value());
            case RESOURCE_ID -> query.put("mi_res_id", id.value());
        }
        return query;
    }

    private static HttpRequest described(HttpRequest request, SourceCall call) {
        return request.withHeader("Metadata", "true").withHeader("x-ms-client-request-id", call.correlationId());
    }

    private static URI address(SourceCall call, String path, Form query) {
        return ImdsAddress.of(call.environment(), path, query);
    }
}
