package io.openmsal.testing.emulator;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;

/**
 * What a request was addressed to, and the dialect spoken there: a tenant word of Microsoft Entra, or a realm of a plain OpenID
 * Connect provider. Both are views of the same tenants, users and applications.
 */
interface Realm {

    /** The name as it stands in the path, for messages. */
    String name();

    /** Where the emulator is. */
    URI base();

    /** An endpoint of this realm by the last word of its path. */
    URI endpoint(String word);

    default URI authorizationEndpoint() {
        return endpoint("authorize");
    }

    default URI tokenEndpoint() {
        return endpoint("token");
    }

    default URI deviceVerification() {
        return base().resolve("/devicelogin");
    }

    /** The issuer of tokens for a user or app of the tenant. */
    String issuer(EmulatorTenant tenant);

    /** The one tenant this realm stands for, or empty for {@code common} and its kin. */
    Optional<EmulatorTenant> tenant();

    boolean admits(EmulatorUser user);

    /** The tenant whose token a user gets here. */
    EmulatorTenant tenantFor(EmulatorUser user);

    /** The OpenID Provider Metadata (OpenID Connect Discovery §3). */
    Map<String, Object> metadata();

    Map<String, Object> errorBody(Refusal refusal, Call call);

    /** Writes who the user is into an ID token. */
    void describe(EmulatorUser user, EmulatorApp app, JwtClaims idToken);

    /** Whether {@code client_info=1}, {@code ext_expires_in}, {@code foci} and resource scopes mean anything here. */
    boolean isEntra();

    /**
     * Whether a code that another realm gave out is known here. All tenant words of Entra are one server; a plain provider is itself and
     * nobody else, whatever a confused client takes it for (RFC 9700 §4.4).
     */
    default boolean knowsCodesOf(Realm other) {
        return isEntra() ? other.isEntra() : tokenEndpoint().equals(other.tokenEndpoint());
    }
}
