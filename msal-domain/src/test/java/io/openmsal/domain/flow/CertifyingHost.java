package io.openmsal.domain.flow;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.managedidentity.AzureHost;
import io.openmsal.domain.managedidentity.ImdsSource;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.SourceSelection;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.KeyAttestation;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.crypto.FakeBindingKeys;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.http.SentRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A virtual machine whose metadata service speaks version 2, and the token endpoint that takes its certificates, on fakes. */
final class CertifyingHost {

    enum Step {
        METADATA("/metadata/identity/getplatformmetadata"),
        ISSUE("/metadata/identity/issuecredential"),
        TOKEN("/tenant-1/oauth2/v2.0/token");

        final String path;

        Step(String path) {
            this.path = path;
        }
    }

    static final String METADATA = "{\"clientId\":\"client-1\",\"tenantId\":\"tenant-1\",\"cuId\":{\"vmId\":\"vm-1\","
            + "\"vmssId\":\"vmss-1\",\"unknown\":1},\"attestationEndpoint\":\"https://attest.example/\"}";

    private static final TestCertificate AUTHORITY = TestCertificates.valid();

    final AzureHost host = new AzureHost(AzureHost.virtualMachine());
    final ManagedIdentityCache cache = ManagedIdentityCache.inProcess(host.clock);
    final List<TlsIdentity> presented = new CopyOnWriteArrayList<>();
    final Deque<IOException> handshakes = new ArrayDeque<>();
    private final Map<Step, Deque<HttpResponse>> scripted = new EnumMap<>(Step.class);
    private final AtomicInteger tokens = new AtomicInteger();
    private PublicKey certified;
    private Duration life = Duration.ofDays(7);

    CertifyingHost(FakeBindingKeys keys) {
        certify(keys);
        for (Step step : Step.values()) {
            scripted.put(step, new ArrayDeque<>());
            host.http.when(request -> request.uri().getPath().equals(step.path)).replyWith(any -> answer(step));
        }
    }

    /** From now on certifies the key of this source. */
    CertifyingHost certify(FakeBindingKeys keys) {
        try {
            certified = keys.key().publicKey();
            return this;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** From now on issues certificates that live as long as this. */
    CertifyingHost issuing(Duration lifetime) {
        life = lifetime;
        return this;
    }

    CertifyingHost next(Step step, int status, String body) {
        return next(step, new HttpResponse(status, asIs(), body.getBytes(StandardCharsets.UTF_8)));
    }

    synchronized CertifyingHost next(Step step, HttpResponse response) {
        scripted.get(step).add(response);
        return this;
    }

    private static HttpHeaders asIs() {
        return HttpHeaders.empty().with("Content-Type", "application/json").with("Server", "IMDS/150.870.65.1854");
    }

    private synchronized HttpResponse answer(Step step) {
        HttpResponse script = scripted.get(step).poll();
        return script != null
                ? script
                : new HttpResponse(200, asIs(), good(step).getBytes(StandardCharsets.UTF_8));
    }

    private String good(Step step) {
        return switch (step) {
            case METADATA -> METADATA;
            case ISSUE -> issued(certificate(certified), "https://mtls.example/");
            case TOKEN -> token("bound-" + tokens.incrementAndGet(), "mtls_pop");
        };
    }

    String certificate(PublicKey key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(TestCertificates.issuedFor(
                                    AUTHORITY,
                                    "CN=client-1, DC=tenant-1",
                                    key,
                                    host.clock.instant(),
                                    host.clock.instant().plus(life))
                            .getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String issued(String certificate, String endpoint) {
        return "{\"client_id\":\"client-1\",\"tenant_id\":\"tenant-1\",\"certificate\":\"" + certificate
                + "\",\"identity_type\":\"SAMI\",\"mtls_authentication_endpoint\":\"" + endpoint + "\"}";
    }

    static String token(String text, String type) {
        return "{\"access_token\":\"" + text + "\",\"token_type\":\"" + type + "\",\"expires_in\":86399}";
    }

    HttpTransport presenting(TlsIdentity identity) {
        return request -> {
            presented.add(identity);
            IOException broken = handshakes.poll();
            if (broken != null) {
                throw broken;
            }
            return host.http.send(request);
        };
    }

    BoundManagedIdentityFlow flow(BindingKeys keys) {
        return flow(ManagedIdentityId.systemAssigned(), keys, Optional.empty());
    }

    BoundManagedIdentityFlow flow(ManagedIdentityId id, BindingKeys keys, Optional<KeyAttestation> attestation) {
        return flow(id, keys, attestation, SourceSelection.named(new ImdsSource()));
    }

    BoundManagedIdentityFlow flow(
            ManagedIdentityId id, BindingKeys keys, Optional<KeyAttestation> attestation, SourceSelection selection) {
        return new BoundManagedIdentityFlow(
                id,
                List.of("cp1"),
                selection,
                host.exchange,
                new BindingMeans(keys, attestation, this::presenting),
                cache,
                new GsonJsonCodec(),
                new RandomValues(new SecureRandom()),
                host.clock);
    }

    AuthenticationResult acquire(BoundManagedIdentityFlow flow) {
        return flow.acquire(AzureHost.RESOURCE, BindingStrength.NONE, CachePolicy.DEFAULT, host::context);
    }

    List<SentRequest> requests(Step step) {
        List<SentRequest> all = new ArrayList<>(host.http.requests());
        all.removeIf(request -> !request.path().equals(step.path));
        return all;
    }

    SentRequest only(Step step) {
        List<SentRequest> all = requests(step);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " requests for " + step);
        }
        return all.get(0);
    }
}
