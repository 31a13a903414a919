package io.openmsal.testing.emulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes successful answers of the token endpoint (RFC 6749 §5.1), with Entra's additions where Entra is spoken. */
final class TokenResponses {

    /** From this lifetime on Entra asks for a refresh at half time. */
    private static final Duration LONG_LIFETIME = Duration.ofHours(2);

    private final Directory directory;
    private final Grants grants;
    private final TokenMinter minter;
    private final Lifetimes lifetimes;
    private final boolean qualifiesScopes;

    TokenResponses(
            Directory directory, Grants grants, TokenMinter minter, Lifetimes lifetimes, boolean qualifiesScopes) {
        this.directory = directory;
        this.grants = grants;
        this.minter = minter;
        this.lifetimes = lifetimes;
        this.qualifiesScopes = qualifiesScopes;
    }

    /** Tokens for a user. The scopes asked for may be empty: then it is what the sign-in was about. */
    Map<String, Object> forUser(Call call, EmulatorApp app, UserGrant grant, Scopes asked) {
        Scopes scopes = asked.isEmpty() ? grant.scopes() : asked;
        String resource = resourceOf(call.realm(), scopes, !asked.isEmpty());
        Set<String> granted =
                call.realm().isEntra() ? grantedByEntra(grant, app, scopes, resource) : grantedByOidc(grant, scopes);

        Map<String, Object> body = lifetimesOf(call);
        body.put("scope", String.join(" ", granted));
        body.put("access_token", minter.userAccessToken(call, app, grant.user(), resource, granted));
        if (grant.scopes().has("offline_access") || scopes.has("offline_access")) {
            body.put("refresh_token", grants.issueRefreshToken(grant));
        }
        if (grant.scopes().has("openid") || scopes.has("openid")) {
            body.put("id_token", minter.idToken(call, app, grant));
        }
        if (call.realm().isEntra()) {
            if (call.request().parameter("client_info").equals(Optional.of("1"))) {
                body.put("client_info", minter.clientInfo(grant.user(), directory.homeTenantOf(grant.user())));
            }
            if (app.isFamilyClient()) {
                body.put("foci", "1");
            }
        }
        return body;
    }

    /** A token for the application itself: no scope, no refresh token, no ID token. */
    Map<String, Object> forApp(Call call, EmulatorApp app, EmulatorTenant tenant, String resource) {
        Map<String, Object> body = lifetimesOf(call);
        body.put("access_token", minter.appAccessToken(call, app, tenant, resource));
        return body;
    }

    private Map<String, Object> lifetimesOf(Call call) {
        Realm realm = call.realm();
        long seconds = lifetimes.accessToken().toSeconds();
        var body = new LinkedHashMap<String, Object>();
        body.put("token_type", KeyConfirmation.askedForBy(call).tokenType());
        body.put("expires_in", seconds);
        if (realm.isEntra()) {
            body.put("ext_expires_in", seconds);
            if (lifetimes.accessToken().compareTo(LONG_LIFETIME) >= 0) {
                body.put("refresh_in", seconds / 2);
            }
        }
        return body;
    }

    private static String resourceOf(Realm realm, Scopes scopes, boolean isExplicit) {
        if (!realm.isEntra()) {
            return realm.issuer(realm.tenant().orElseThrow());
        }
        List<String> resources = scopes.resources();
        if (resources.size() > 1 && isExplicit) {
            throw Refusal.severalResources();
        }
        return resources.isEmpty() ? Scopes.GRAPH : resources.get(0);
    }

    /** Entra answers with all the user granted for the resource, not only with what was asked for. */
    private Set<String> grantedByEntra(UserGrant grant, EmulatorApp app, Scopes scopes, String resource) {
        var granted = new LinkedHashSet<String>();
        for (String scope : scopes.of(resource)) {
            if (!Scopes.isDefault(scope) && !app.mayAskFor(scope)) {
                throw Refusal.unknownScope(scope);
            }
            if (!grants.hasConsented(grant.user(), app, scope)) {
                throw Refusal.consentRequired(app);
            }
            granted.add(written(scope));
        }
        grants.consented(grant.user(), app.clientId()).stream()
                .filter(scope -> new Scopes(Set.of(scope)).of(resource).contains(scope))
                .sorted()
                .forEach(scope -> granted.add(written(scope)));
        if (grant.scopes().has("openid") || scopes.has("openid")) {
            granted.addAll(List.of("profile", "openid", "email"));
        }
        return granted;
    }

    /** What a person signed in for bounds what is renewed later; a grant that begins here asks for no consent, and is bounded by itself. */
    private Set<String> grantedByOidc(UserGrant grant, Scopes scopes) {
        for (String scope : scopes.values()) {
            if (!grant.scopes().has(scope)) {
                throw Refusal.invalidScope("The scope '" + scope + "' was not granted by the user.");
            }
        }
        return scopes.values();
    }

    private String written(String scope) {
        String shortName = Scopes.canonical(scope);
        boolean isGraph = Scopes.resourceOf(shortName).equals(Scopes.GRAPH);
        return qualifiesScopes && isGraph ? Scopes.GRAPH + "/" + shortName : shortName;
    }
}
