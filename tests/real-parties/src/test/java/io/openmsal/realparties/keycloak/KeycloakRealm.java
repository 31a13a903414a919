package io.openmsal.realparties.keycloak;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * The realm that every test shares: one person and the applications they sign in to. Every secret of it is made anew for each
 * run.
 */
public final class KeycloakRealm {

    /** The realm's name, and the end of its issuer. */
    public static final String NAME = "contoso";

    /** The sign-in name of the one person. */
    public static final String USERNAME = "ada";

    /** The client id of a desktop application or command line. */
    public static final String PUBLIC_CLIENT = "desktop-app";

    /** The client id of an application that has to ask the person for consent. */
    public static final String CONSENT_CLIENT = "app-of-a-stranger";

    /** The client id of an application whose tokens live for five minutes, as they do in Keycloak when nobody says otherwise. */
    public static final String SHORT_LIVED_CLIENT = "app-with-short-lived-tokens";

    /** The client id of a web application and daemon with a secret. */
    public static final String SECRET_CLIENT = "app-with-secret";

    /** The client id of a daemon with a certificate. */
    public static final String CERTIFICATE_CLIENT = "app-with-certificate";

    /** The client id of a daemon whose assertions Keycloak takes with PS256 alone. */
    public static final String PS256_CLIENT = "app-with-ps256";

    /** The client id of a daemon that proves itself in the TLS handshake, and whose tokens are bound to its certificate. */
    public static final String HANDSHAKE_CLIENT = "app-in-the-handshake";

    /**
     * The client id of a web API that {@link #PUBLIC_CLIENT} calls, and that may exchange what it receives, also assertions of an issuer
     * outside. Its secret is that of {@link #SECRET_CLIENT}.
     */
    public static final String API_CLIENT = "web-api";

    /** A scope that stands for a web API: Keycloak knows it and grants it only when it is asked for. */
    public static final String SCOPE = "phone";

    /** Another such scope. */
    public static final String OTHER_SCOPE = "address";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secret password = unguessable();
    private final Secret clientSecret = unguessable();
    private final TestCertificate clientCertificate = TestCertificates.valid();
    private final OutsideIssuer outsideIssuer = new OutsideIssuer();

    KeycloakRealm() {}

    /**
     * What {@link #USERNAME} types.
     *
     * @return the password
     */
    public Secret password() {
        return password;
    }

    /**
     * What {@link #SECRET_CLIENT} proves itself with.
     *
     * @return the secret
     */
    public Secret clientSecret() {
        return clientSecret;
    }

    /**
     * What {@link #CERTIFICATE_CLIENT} proves itself with.
     *
     * @return the certificate and its key
     */
    public TestCertificate clientCertificate() {
        return clientCertificate;
    }

    /**
     * Who also vouches for {@link #USERNAME}.
     *
     * @return an issuer outside of Keycloak
     */
    public OutsideIssuer outsideIssuer() {
        return outsideIssuer;
    }

    /** The realm as Keycloak imports it. Access tokens live for a quarter of an hour, devices may ask every second, and a refresh token is taken once. */
    String json() {
        return """
                {"realm": "%s", "enabled": true, "sslRequired": "none", "accessTokenLifespan": 900,
                 "revokeRefreshToken": true, "refreshTokenMaxReuse": 0,
                 "attributes": {"oauth2DevicePollingInterval": "1", "oauth2DeviceCodeLifespan": "600"},
                 "users": [
                  {"username": "%s", "enabled": true, "emailVerified": true, "email": "ada@contoso.example",
                   "firstName": "Ada", "lastName": "Lovelace", "realmRoles": ["default-roles-%1$s"],
                   "credentials": [{"type": "password", "value": "%s"}],
                   "federatedIdentities": [{"identityProvider": "outside", "userId": "%s", "userName": "ada"}]}],
                 "identityProviders": [
                  {"alias": "outside", "providerId": "jwt-authorization-grant", "enabled": true, "config": {"issuer": "%s",
                   "useJwksUrl": "false", "publicKeySignatureVerifier": "%s", "jwtAuthorizationGrantEnabled": "true"}}],
                 "clients": [
                  {"clientId": "%s", "secret": "%s", "standardFlowEnabled": false,
                   "attributes": {"standard.token.exchange.enabled": "true", "oauth2.jwt.authorization.grant.enabled": "true",
                    "oauth2.jwt.authorization.grant.idp": "outside"}},
                  {"clientId": "%s", "name": "Sample desktop app", "publicClient": true, "redirectUris": ["http://localhost/*"],
                   "directAccessGrantsEnabled": true, "attributes": {"oauth2.device.authorization.grant.enabled": "true"},
                   "protocolMappers": [{"name": "for-the-api", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                    "config": {"included.client.audience": "%s", "access.token.claim": "true"}}]},
                  {"clientId": "%s", "name": "App of a stranger", "publicClient": true, "consentRequired": true,
                   "redirectUris": ["http://localhost/*"]},
                  {"clientId": "%s", "publicClient": true, "redirectUris": ["http://localhost/*"],
                   "attributes": {"access.token.lifespan": "300"}},
                  {"clientId": "%s", "secret": "%s", "serviceAccountsEnabled": true, "directAccessGrantsEnabled": true,
                   "redirectUris": ["http://localhost/*"]},
                  {"clientId": "%s", "clientAuthenticatorType": "client-jwt", "serviceAccountsEnabled": true,
                   "standardFlowEnabled": false, "attributes": {"jwt.credential.certificate": "%s"}},
                  %s,
                  {"clientId": "%s", "clientAuthenticatorType": "client-x509", "serviceAccountsEnabled": true,
                   "standardFlowEnabled": false, "attributes": {"x509.subjectdn": "%s",
                    "tls.client.certificate.bound.access.tokens": "true"}}]}
                """.formatted(
                NAME,
                USERNAME,
                password.reveal(),
                OutsideIssuer.SUBJECT,
                OutsideIssuer.NAME,
                outsideIssuer.publicKeyBody(),
                API_CLIENT,
                clientSecret.reveal(),
                PUBLIC_CLIENT,
                API_CLIENT,
                CONSENT_CLIENT,
                SHORT_LIVED_CLIENT,
                SECRET_CLIENT,
                clientSecret.reveal(),
                CERTIFICATE_CLIENT,
                certificateBody(),
                daemonWithKey(PS256_CLIENT, clientCertificate.certificate(), SignatureAlgorithm.PS256),
                HANDSHAKE_CLIENT,
                clientCertificate.certificate().getSubjectX500Principal().getName("RFC1779"));
    }

    /** A daemon whose assertions Keycloak takes when they are signed with this key and in this way alone. */
    static String daemonWithKey(String clientId, X509Certificate certificate, SignatureAlgorithm algorithm) {
        return """
                {"clientId": "%s", "clientAuthenticatorType": "client-jwt", "serviceAccountsEnabled": true,
                 "standardFlowEnabled": false, "attributes": {"token.endpoint.auth.signing.alg": "%s",
                  "use.jwks.string": "true", "jwks.string": "%s"}}""".formatted(clientId, algorithm, keySet(certificate, algorithm).replace("\"", "\\\""));
    }

    /** The public key as a set of JSON Web Keys (RFC 7517 §5). */
    private static String keySet(X509Certificate certificate, SignatureAlgorithm algorithm) {
        RSAPublicKey key = (RSAPublicKey) certificate.getPublicKey();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"" + algorithm + "\",\"kid\":\"1\",\"n\":\""
                + base64url(key.getModulus()) + "\",\"e\":\"" + base64url(key.getPublicExponent()) + "\"}]}";
    }

    private static String base64url(BigInteger number) {
        byte[] octets = number.toByteArray();
        int sign = octets[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(octets, sign, octets.length));
    }

    private String certificateBody() {
        try {
            return Base64.getEncoder()
                    .encodeToString(clientCertificate.certificate().getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A certificate that was just made has no encoding", impossible);
        }
    }

    private static Secret unguessable() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Secret.of(Base64.getUrlEncoder().encodeToString(bytes));
    }
}
