package io.openmsal.testing.emulator;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Makes the tokens themselves: signed JWTs, and the {@code client_info} beside them. */
final class TokenMinter {

    /** An access token of Entra has about 1500 characters; this many bytes of claims give as many. */
    private static final int ACCESS_TOKEN_PAYLOAD = 790;

    private final SigningKey key;
    private final Lifetimes lifetimes;

    TokenMinter(SigningKey key, Lifetimes lifetimes) {
        this.key = key;
        this.lifetimes = lifetimes;
    }

    String idToken(Call call, EmulatorApp app, UserGrant grant) {
        Realm realm = call.realm();
        EmulatorTenant tenant = realm.tenantFor(grant.user());
        JwtClaims claims = claims(call.now(), realm.issuer(tenant), app.clientId());
        claims.setClaim("auth_time", grant.authTime().getEpochSecond());
        grant.nonce().ifPresent(nonce -> claims.setStringClaim("nonce", nonce));
        grant.sid().ifPresent(sid -> claims.setStringClaim("sid", sid));
        realm.describe(grant.user(), app, claims);
        grant.user().claims().forEach(claims::setClaim);
        call.idTokenChange().accept(claims);
        return key.sign(claims);
    }

    String userAccessToken(Call call, EmulatorApp app, EmulatorUser user, String resource, Set<String> scopes) {
        EmulatorTenant tenant = call.realm().tenantFor(user);
        JwtClaims claims = claims(call.now(), call.realm().issuer(tenant), resource);
        call.realm().describe(user, app, claims);
        if (!resource.equals(Scopes.GRAPH)) {
            user.claims().forEach(claims::setClaim);
        }
        claims.setStringClaim("azp", app.clientId());
        claims.setStringClaim("scp", call.realm().isEntra() ? granted(resource, scopes) : String.join(" ", scopes));
        return padded(call, claims);
    }

    String appAccessToken(Call call, EmulatorApp app, EmulatorTenant tenant, String resource) {
        JwtClaims claims = claims(call.now(), call.realm().issuer(tenant), resource);
        String principal = UUID.nameUUIDFromBytes(
                        ("principal:" + tenant.id() + app.clientId()).getBytes(StandardCharsets.UTF_8))
                .toString();
        claims.setSubject(call.request()
                .parameter("fmi_path")
                .map(path -> FederatedTokens.subject(tenant, app.clientId(), path))
                .orElse(principal));
        claims.setStringClaim("azp", app.clientId());
        claims.setStringClaim("oid", principal);
        claims.setStringClaim("idtyp", "app");
        claims.setStringClaim("tid", tenant.id());
        claims.setStringClaim("ver", "2.0");
        if (!app.roles().isEmpty()) {
            claims.setStringListClaim("roles", app.roles());
        }
        return padded(call, claims);
    }

    /** Who the user is at home, as base64url JSON: the two halves of a home account id. */
    String clientInfo(EmulatorUser user, EmulatorTenant home) {
        var json = new JsonObject();
        json.addProperty("uid", user.objectId());
        json.addProperty("utid", home.id());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Scopes in the words of their resource: without its name, and without those that are for Entra itself. */
    private static String granted(String resource, Set<String> scopes) {
        return scopes.stream()
                .filter(scope -> resource.equals(Scopes.GRAPH) || scope.startsWith(resource + "/"))
                .map(scope -> scope.startsWith(resource + "/") ? scope.substring(resource.length() + 1) : scope)
                .collect(Collectors.joining(" "));
    }

    private JwtClaims claims(Instant now, String issuer, String audience) {
        long issuedAt = now.getEpochSecond();
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(issuedAt));
        claims.setNotBefore(NumericDate.fromSeconds(issuedAt));
        claims.setExpirationTime(
                NumericDate.fromSeconds(issuedAt + lifetimes.accessToken().toSeconds()));
        return claims;
    }

    /** Two tokens are never equal, not even those of one second. */
    private String padded(Call call, JwtClaims claims) {
        KeyConfirmation.askedForBy(call).addTo(claims);
        claims.setJwtId(UUID.randomUUID().toString());
        int missing = ACCESS_TOKEN_PAYLOAD - claims.toJson().length();
        if (missing > 0) {
            claims.setStringClaim("xms_padding", "x".repeat(missing));
        }
        return key.sign(claims);
    }
}
