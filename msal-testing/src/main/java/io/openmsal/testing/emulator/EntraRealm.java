package io.openmsal.testing.emulator;

import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;

/** A tenant word of Microsoft Entra: {@code common}, {@code organizations}, {@code consumers}, or one tenant. */
final class EntraRealm implements Realm {

    /** Whose accounts the word lets in. */
    enum Audience {
        ANYONE,
        ORGANIZATIONS,
        ONE_TENANT
    }

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final URI base;
    private final String name;
    private final String segment;
    private final Audience audience;
    private final Optional<EmulatorTenant> tenant;
    private final Directory directory;

    private EntraRealm(
            URI base,
            String name,
            String segment,
            Audience audience,
            Optional<EmulatorTenant> tenant,
            Directory directory) {
        this.base = base;
        this.name = name;
        this.segment = segment;
        this.audience = audience;
        this.tenant = tenant;
        this.directory = directory;
    }

    static EntraRealm common(URI base, Directory directory) {
        return new EntraRealm(base, "common", "common", Audience.ANYONE, Optional.empty(), directory);
    }

    static EntraRealm organizations(URI base, Directory directory) {
        return new EntraRealm(
                base, "organizations", "organizations", Audience.ORGANIZATIONS, Optional.empty(), directory);
    }

    /** Entra answers with the tenant's GUID in its URLs, whatever name it was asked by; only {@code consumers} stays a word. */
    static EntraRealm of(URI base, String name, EmulatorTenant tenant, Directory directory) {
        String segment = tenant.isConsumers() ? tenant.name() : tenant.id();
        return new EntraRealm(base, name, segment, Audience.ONE_TENANT, Optional.of(tenant), directory);
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
        return URI.create(base + "/" + segment + "/oauth2/v2.0/" + word);
    }

    @Override
    public String issuer(EmulatorTenant issuing) {
        return base + "/" + issuing.id() + "/v2.0";
    }

    @Override
    public Optional<EmulatorTenant> tenant() {
        return tenant;
    }

    @Override
    public boolean admits(EmulatorUser user) {
        return switch (audience) {
            case ANYONE -> true;
            case ORGANIZATIONS -> !user.isAtHomeIn(EmulatorTenant.CONSUMERS);
            case ONE_TENANT ->
                tenant.filter(one -> user.isAtHomeIn(one) || user.isGuestOf(one))
                        .isPresent();
        };
    }

    @Override
    public EmulatorTenant tenantFor(EmulatorUser user) {
        return tenant.orElseGet(() -> directory.homeTenantOf(user));
    }

    @Override
    public Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("token_endpoint", tokenEndpoint().toString());
        metadata.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
        metadata.put("jwks_uri", base + "/" + segment + "/discovery/v2.0/keys");
        metadata.put("response_modes_supported", List.of("query", "fragment", "form_post"));
        metadata.put("subject_types_supported", List.of("pairwise"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
        metadata.put("issuer", base + "/" + tenant.map(EmulatorTenant::id).orElse("{tenantid}") + "/v2.0");
        metadata.put("request_uri_parameter_supported", false);
        metadata.put("authorization_endpoint", authorizationEndpoint().toString());
        metadata.put("device_authorization_endpoint", endpoint("devicecode").toString());
        metadata.put("http_logout_supported", true);
        metadata.put("frontchannel_logout_supported", true);
        metadata.put("end_session_endpoint", endpoint("logout").toString());
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put(
                "claims_supported",
                List.of(
                        "sub",
                        "iss",
                        "aud",
                        "exp",
                        "iat",
                        "auth_time",
                        "nonce",
                        "preferred_username",
                        "name",
                        "tid",
                        "ver",
                        "oid"));
        metadata.put("tenant_region_scope", "EU");
        metadata.put("cloud_instance_name", base.getAuthority());
        metadata.put("cloud_graph_host_name", "graph.windows.net");
        metadata.put("msgraph_host", "graph.microsoft.com");
        return metadata;
    }

    @Override
    public Map<String, Object> errorBody(Refusal refusal, Call call) {
        String timestamp = TIMESTAMP.format(call.now());
        var body = new LinkedHashMap<String, Object>();
        body.put("error", refusal.error());
        body.put(
                "error_description",
                "AADSTS" + refusal.aadsts() + ": " + refusal.text() + " Trace ID: " + call.traceId()
                        + " Correlation ID: " + call.correlationId() + " Timestamp: " + timestamp);
        body.put("error_codes", List.of(refusal.aadsts()));
        body.put("timestamp", timestamp);
        body.put("trace_id", call.traceId());
        body.put("correlation_id", call.correlationId());
        body.put("error_uri", base + "/error?code=" + refusal.aadsts());
        refusal.suberror().ifPresent(value -> body.put("suberror", value));
        refusal.claims().ifPresent(value -> body.put("claims", value));
        return body;
    }

    @Override
    public void describe(EmulatorUser user, EmulatorApp app, JwtClaims idToken) {
        EmulatorTenant issuing = tenantFor(user);
        idToken.setSubject(Fingerprint.of(app.clientId(), user.objectId()));
        idToken.setStringClaim("name", user.displayName());
        idToken.setStringClaim("oid", user.objectIdIn(issuing));
        idToken.setStringClaim("preferred_username", user.username());
        idToken.setStringClaim("rh", Fingerprint.of("rh", user.objectId()));
        idToken.setStringClaim("tid", issuing.id());
        idToken.setStringClaim("uti", Fingerprint.of("uti", idToken.toJson()).substring(0, 22));
        idToken.setStringClaim("ver", "2.0");
    }

    @Override
    public boolean isEntra() {
        return true;
    }
}
