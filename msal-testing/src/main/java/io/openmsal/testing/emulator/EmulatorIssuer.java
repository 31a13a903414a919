package io.openmsal.testing.emulator;

import io.openmsal.port.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * An issuer outside of the emulator, whose word about users its plain OpenID Connect provider takes: it signs assertions (RFC 7523 §3) with a
 * key of its own. Immutable and safe for many threads.
 */
public final class EmulatorIssuer {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final String name;
    private final SigningKey key = new SigningKey();

    private EmulatorIssuer(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * An issuer with a new key, which is made when it is first needed.
     *
     * @param name what its assertions name as their issuer, such as {@code https://sts.fabrikam.example}
     * @return the issuer, which nobody trusts yet
     */
    public static EmulatorIssuer named(String name) {
        return new EmulatorIssuer(name);
    }

    /**
     * What its assertions name as their issuer.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * An assertion about a user, good for five minutes.
     *
     * @param username the user's sign-in name
     * @param audience the issuer it is for, such as {@link Emulator#oidcAuthority}
     * @param now when it is made
     * @return the assertion
     */
    public Secret assertion(String username, String audience, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(name);
        claims.setSubject(username);
        claims.setAudience(audience);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        return Secret.of(key.sign(claims));
    }

    SigningKey key() {
        return key;
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
