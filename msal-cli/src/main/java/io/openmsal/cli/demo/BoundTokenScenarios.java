package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.CACHE;
import static io.openmsal.domain.token.TokenSource.IDENTITY_PROVIDER;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.shape.SignedHttpRequest;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.ProtectedResource;
import java.math.BigInteger;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Tokens that are of no use to a thief: each is bound to a key, which a web API wants to see at work. */
final class BoundTokenScenarios {

    private static final String SCOPE = "https://graph.microsoft.com/.default";
    private static final String APP = "22222222-3333-4444-5555-666666666666";
    private static final URI ORDERS = URI.create("https://api.contoso.example/orders/7");

    private final DemoWorld world;
    private final ProtectedResource api;
    private final ConfidentialClientApplication server;
    private final TestCertificate certificate = TestCertificates.valid();

    BoundTokenScenarios(DemoWorld world) {
        this.world = world;
        this.api = world.emulator.protectedResource();
        this.server = world.server();
        world.emulator.add(EmulatorApp.of(APP).withCertificate(certificate.certificate()));
    }

    List<Scenario> all() {
        return List.of(
                Scenario.token("bound: signed HTTP request, admitted by an API", IDENTITY_PROVIDER, this::signed),
                Scenario.token("bound: the next request, the same token", CACHE, this::signed),
                Scenario.token("bound: mutual TLS proof of possession", IDENTITY_PROVIDER, this::overMutualTls),
                Scenario.token(
                        "bound: bearer token, certificate in the handshake",
                        IDENTITY_PROVIDER,
                        () -> app(certificate().overMutualTls())
                                .acquireTokenForClient(SCOPE)
                                .execute()),
                Scenario.token(
                        "bound: SSH certificate",
                        IDENTITY_PROVIDER,
                        () -> server.acquireTokenForClient(SCOPE)
                                .sshCertificate(publicKey(), "demo-key")
                                .execute()),
                Scenario.failure(
                        "failure: a certificate of somebody else",
                        MsalServiceException.class,
                        () -> app(ofSomebodyElse().overMutualTls())
                                .acquireTokenForClient(SCOPE)
                                .execute()));
    }

    private AuthenticationResult signed() throws UnexpectedOutcomeException {
        AuthenticationResult result = server.acquireTokenForClient(SCOPE)
                .proofOfPossession(SignedHttpRequest.of("GET", ORDERS))
                .execute();
        try {
            api.admit(result.authorizationHeader(), "GET", ORDERS);
        } catch (IllegalArgumentException refused) {
            throw new UnexpectedOutcomeException("the web API refused it: " + refused.getMessage());
        }
        return result;
    }

    private AuthenticationResult overMutualTls() throws UnexpectedOutcomeException {
        AuthenticationResult result = app(certificate())
                .acquireTokenForClient(SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();
        if (!result.tokenType().equals("mtls_pop") || result.bindingIdentity().isEmpty()) {
            throw new UnexpectedOutcomeException("it is bound to no certificate");
        }
        return result;
    }

    private ConfidentialClientApplication app(ClientCredential credential) {
        return ConfidentialClientApplication.builder(APP, credential)
                .trustedAuthority(world.emulator.authority(world.home))
                .adapters(world.adapters)
                .build();
    }

    private ClientCertificate certificate() {
        return pem(certificate);
    }

    private static ClientCertificate ofSomebodyElse() {
        return pem(TestCertificates.valid());
    }

    private static ClientCertificate pem(TestCertificate of) {
        return ClientCredentials.pemCertificate(of.certificatePem(), Secret.of(of.privateKeyPem()), Optional.empty());
    }

    /** As a JSON Web Key (RFC 7517). */
    private String publicKey() {
        RSAPublicKey key = (RSAPublicKey) certificate.certificate().getPublicKey();
        return "{\"kty\":\"RSA\",\"e\":\"" + base64url(key.getPublicExponent()) + "\",\"n\":\""
                + base64url(key.getModulus()) + "\"}";
    }

    private static String base64url(BigInteger number) {
        byte[] octets = number.toByteArray();
        int sign = octets[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(octets, sign, octets.length));
    }
}
