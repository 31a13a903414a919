package io.openmsal.testing.emulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;

/** A tenant seen as a plain OpenID Connect provider under {@code /oidc/{realm}}: the standards, and no word of Entra's own. */
final class OidcRealm implements Realm {

    private final URI base;
    private final String name;
    private final EmulatorTenant tenant;
    private final boolean offersFormPost;

    OidcRealm(URI base, String name, EmulatorTenant tenant, boolean offersFormPost) {
        this.base = base;
        this.name = name;
        this.tenant = tenant;
        this.offersFormPost = offersFormPost;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public URI endpoint(String word) {
        return URI.create(base + "/oidc/" + name + "/" + word);
    }

    @Override
    public String issuer(EmulatorTenant issuing) {
        return base + "/oidc/" + name;
    }

    @Override
    public Optional<EmulatorTenant> tenant() {
        return Optional.of(tenant);
    }

    @Override
    public boolean admits(EmulatorUser user) {
        return user.isAtHomeIn(tenant) || user.isGuestOf(tenant);
    }

    @Override
    public EmulatorTenant tenantFor(EmulatorUser user) {
        return tenant;
    }

    @Override
    public Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("issuer", issuer(tenant));
        metadata.put("authorization_endpoint", authorizationEndpoint().toString());
        metadata.put("token_endpoint", tokenEndpoint().toString());
        metadata.put("device_authorization_endpoint", endpoint("devicecode").toString());
        metadata.put("jwks_uri", endpoint("keys").toString());
        metadata.put("end_session_endpoint", endpoint("logout").toString());
        metadata.put("frontchannel_logout_supported", true);
        metadata.put("frontchannel_logout_session_supported", true);
        metadata.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
        metadata.put("response_types_supported", List.of("code"));
        metadata.put(
                "response_modes_supported",
                offersFormPost ? List.of("query", "fragment", "form_post") : List.of("query", "fragment"));
        metadata.put(
                "grant_types_supported",
                List.of(
                        "authorization_code",
                        "refresh_token",
                        "client_credentials",
                        "password",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        TokenExchangeGrant.TYPE,
                        "urn:ietf:params:oauth:grant-type:jwt-bearer"));
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"));
        metadata.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256", "PS256"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        return metadata;
    }

    @Override
    public Map<String, Object> errorBody(Refusal refusal, Call call) {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", standardCode(refusal.error()));
        body.put("error_description", refusal.text());
        return body;
    }

    @Override
    public void describe(EmulatorUser user, EmulatorApp app, JwtClaims idToken) {
        idToken.setSubject(Fingerprint.of("subject", user.objectId()));
        idToken.setStringClaim("name", user.displayName());
        idToken.setStringClaim("preferred_username", user.username());
        idToken.setStringClaim("email", user.username());
    }

    @Override
    public boolean isEntra() {
        return false;
    }

    /** Three codes are Entra's own where RFC 6749 and RFC 8628 have another word. */
    private static String standardCode(String error) {
        return switch (error) {
            case "authorization_declined" -> "access_denied";
            case "bad_verification_code" -> "invalid_grant";
            case "invalid_tenant", "invalid_instance" -> "invalid_request";
            default -> error;
        };
    }
}
