package io.openmsal.domain.validation;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.authority.OidcDiscovery;
import io.openmsal.domain.authority.PublishedIssuer;
import io.openmsal.domain.authority.SigningMetadata;
import io.openmsal.domain.digest.Sha256;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.failure.MsalTokenRejectedException.Reason;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.JwsAlgorithm;
import io.openmsal.port.crypto.SignatureVerifier;
import io.openmsal.port.json.JsonCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the access tokens that a web API is shown, by RFC 9068 §4 and RFC 8725 §3: type, algorithm, signature, issuer, tenant, audience,
 * times, and binding, in this order. Safe for many threads. Asks the provider for its metadata and keys once a day, for its keys also where a token
 * was signed with another, and otherwise nobody.
 */
public final class TokenValidation {

    private static final int LONGEST_SHOWN = 120;

    /** What access tokens say they are: nothing that tells them apart, or just that (RFC 9068 §2.1). */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt");

    /** The end of the year 9999: what is beyond is no time in seconds. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final OidcAuthority provider;
    private final ValidationRules rules;
    private final OidcDiscovery discovery;
    private final PublishedKeys keys;
    private final SignatureVerifier verifier;
    private final JsonCodec codec;
    private final Clock clock;

    /**
     * Makes the judge of one web API.
     *
     * @param provider whose tokens it takes
     * @param rules what it accepts
     * @param exchange what asks the provider
     * @param verifier what checks signatures
     * @param codec what reads JSON
     * @param clock what tells the time
     */
    public TokenValidation(
            OidcAuthority provider,
            ValidationRules rules,
            ServerExchange exchange,
            SignatureVerifier verifier,
            JsonCodec codec,
            Clock clock) {
        this.provider = provider;
        this.rules = rules;
        this.discovery = new OidcDiscovery(exchange, clock);
        this.keys = new PublishedKeys(exchange, clock);
        this.verifier = verifier;
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * Judges a token.
     *
     * @param token what stands behind {@code Bearer} or {@code PoP} in the request
     * @param certificate the one that its sender showed in the TLS handshake, if any
     * @param call the call on whose behalf the provider is asked, if it has to be
     * @return what the token says
     * @throws MsalTokenRejectedException when it must not be accepted
     * @throws MsalException when the provider's metadata or keys cannot be had: the token was not judged
     */
    public ValidatedToken judge(Secret token, Optional<X509Certificate> certificate, CallContext call) {
        ShownToken shown = ShownToken.parse(token.reveal(), codec);
        requireType(shown);
        JwsAlgorithm algorithm = allowed(shown);
        SigningMetadata metadata = provider.signing(discovery, call);
        requireSignature(shown, algorithm, metadata, call);
        IdTokenClaims claims = shown.claims();
        requireIssuer(claims, metadata.issuer());
        requireAudience(claims);
        requireTime(claims);
        requireProof(claims, certificate);
        return new ValidatedToken(claims);
    }

    /** Providers sign other tokens with the same keys, such as those that tell of a sign-out (RFC 8725 §3.11). */
    private static void requireType(ShownToken shown) {
        shown.type().filter(type -> !TYPES.contains(type)).ifPresent(type -> {
            throw rejected(
                    Reason.MALFORMED,
                    "is of the type '" + shown(type) + "', which no access token is. Pass the one that the caller got"
                            + " for this API");
        });
    }

    private JwsAlgorithm allowed(ShownToken shown) {
        String named = shown.algorithm().orElse("none");
        for (JwsAlgorithm algorithm : rules.algorithms()) {
            if (algorithm.name().equals(named)) {
                return algorithm;
            }
        }
        throw rejected(
                Reason.ALGORITHM_NOT_ALLOWED,
                "is signed with '" + shown(named) + "'; allowed are " + rules.algorithms()
                        + ". If the provider really signs so, allow it with algorithms(...)");
    }

    private void requireSignature(
            ShownToken shown, JwsAlgorithm algorithm, SigningMetadata metadata, CallContext call) {
        URI address = metadata.keys()
                .orElseThrow(() -> new MsalConfigurationException(
                        "no_keys_published",
                        "The metadata of " + provider
                                + " names no usable jwks_uri, so its tokens cannot be checked. Choose the"
                                + " provider's issuer address as it publishes it."));
        List<PublishedKey> candidates = keys.of(address, shown.keyId(), algorithm, shown.claims(), call);
        if (candidates.isEmpty()) {
            throw unknownKey(shown, address);
        }
        Optional<MsalTokenRejectedException> refusal = refusalBy(candidates, shown, algorithm);
        if (!refusal.isPresent()) {
            return;
        }
        List<PublishedKey> replacements =
                keys.insteadOf(candidates, address, shown.keyId(), algorithm, shown.claims(), call);
        (replacements.isEmpty() ? refusal : refusalBy(replacements, shown, algorithm)).ifPresent(forged -> {
            throw forged;
        });
    }

    private static MsalTokenRejectedException unknownKey(ShownToken shown, URI address) {
        return rejected(
                Reason.UNKNOWN_KEY,
                shown.keyId().isPresent()
                        ? "names a key that " + address.getHost()
                                + " does not publish for tokens like it. Check that"
                                + " the token is from this provider; new keys are looked for every few minutes"
                        : "names no key, and " + address.getHost()
                                + " does not publish just one that could have signed"
                                + " it. Have the provider name its key in the header, as kid");
    }

    /** Why none of these keys has signed the token; empty when one has. */
    private Optional<MsalTokenRejectedException> refusalBy(
            List<PublishedKey> candidates, ShownToken shown, JwsAlgorithm algorithm) {
        GeneralSecurityException obstacle = null;
        for (PublishedKey key : candidates) {
            try {
                if (verifier.verifies(algorithm, key.jwk(), shown.signed(), shown.signature())) {
                    return Optional.empty();
                }
            } catch (GeneralSecurityException unusable) {
                // another key of the same name may be good
                obstacle = unusable;
            }
        }
        return Optional.of(
                obstacle == null
                        ? rejected(Reason.BAD_SIGNATURE, "was changed after it was signed, or is forged")
                        : new MsalTokenRejectedException(
                                Reason.BAD_SIGNATURE,
                                "The token was not accepted: the key it names cannot check it: "
                                        + obstacle.getMessage(),
                                obstacle));
    }

    private void requireIssuer(IdTokenClaims claims, PublishedIssuer issuer) {
        boolean known = issuer.issued(claims)
                || claims.issuer().map(rules.furtherIssuers()::contains).orElse(false);
        if (!known) {
            throw rejected(
                    Reason.WRONG_ISSUER,
                    "is of the issuer '" + shown(claims.issuer().orElse("")) + "', not of " + issuer
                            + ". If both are the same provider, add it with alsoIssuedAs(...)");
        }
        if (issuer.standsForManyTenants() && !rules.tenants().isPresent()) {
            throw new MsalConfigurationException(
                    "tenants_not_chosen",
                    "The issuer " + issuer
                            + " stands for many tenants, and it was not said which of them this API serves."
                            + " Choose tenants(...) or anyTenant().");
        }
        Optional<String> tenant = claims.tenantId();
        boolean served = rules.tenants()
                .map(ids -> ids.isEmpty()
                        || tenant.map(id -> ids.contains(id.toLowerCase(Locale.ROOT)))
                                .orElse(false))
                .orElse(true);
        if (!served) {
            throw rejected(
                    Reason.WRONG_TENANT,
                    "is of the tenant '" + shown(tenant.orElse(""))
                            + "', which this API does not serve. Add it with tenants(...)");
        }
    }

    private void requireAudience(IdTokenClaims claims) {
        for (String name : claims.audience()) {
            if (rules.audiences().contains(name)) {
                return;
            }
        }
        throw rejected(
                Reason.WRONG_AUDIENCE,
                "is for '" + shown(String.join(" ", claims.audience())) + "', and this API is " + rules.audiences()
                        + ". The caller has to ask for a scope of this API");
    }

    private void requireTime(IdTokenClaims claims) {
        long now = clock.millis() / 1000;
        long skew = rules.clockSkew().toMillis() / 1000;
        long expires = time(claims, "exp")
                .orElseThrow(() -> rejected(Reason.EXPIRED, "does not say when it is over, and must"));
        if (expires <= now - skew) {
            throw rejected(Reason.EXPIRED, "was over " + (now - expires) + " seconds ago. The caller has to renew it");
        }
        long begins = time(claims, "nbf").orElse(now);
        if (begins > now + skew) {
            throw rejected(
                    Reason.NOT_YET_VALID, "is valid in " + (begins - now) + " seconds only. Set this machine's clock");
        }
    }

    /** A time that is there has to be one (RFC 7519 §2, NumericDate): who cannot read it cannot say that it has come. */
    private static Optional<Long> time(IdTokenClaims claims, String name) {
        if (!claims.asMap().containsKey(name)) {
            return Optional.empty();
        }
        Optional<Long> time = claims.number(name).filter(seconds -> seconds >= 0 && seconds <= LAST_SECOND);
        if (!time.isPresent()) {
            throw rejected(
                    Reason.MALFORMED,
                    "says no time in '" + name + "'. Its provider has to write it as seconds since 1970");
        }
        return time;
    }

    /** A bound token is worth nothing without its key: the thumbprint of the certificate in the handshake is compared (RFC 8705 §3). */
    private void requireProof(IdTokenClaims claims, Optional<X509Certificate> certificate) {
        Object confirmation = claims.asMap().get("cnf");
        if (confirmation == null) {
            return;
        }
        Object expected = confirmation instanceof Map<?, ?> members ? members.get("x5t#S256") : null;
        boolean proven = expected instanceof String thumbprint
                && certificate.isPresent()
                && MessageDigest.isEqual(
                        thumbprint.getBytes(StandardCharsets.US_ASCII),
                        thumbprintOf(certificate.get()).getBytes(StandardCharsets.US_ASCII));
        if (!proven) {
            throw rejected(
                    Reason.NOT_PROVEN,
                    "is bound to a key, and its sender did not show that. Pass on the certificate of the TLS handshake");
        }
    }

    private static String thumbprintOf(X509Certificate certificate) {
        try {
            return Sha256.base64Url(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException unreadable) {
            return "";
        }
    }

    private static MsalTokenRejectedException rejected(Reason reason, String what) {
        return new MsalTokenRejectedException(reason, "The token was not accepted: it " + what + ".", null);
    }

    /** A claim as a message may show it: a sender chose it, so it is cut, and cannot begin a line of its own. */
    private static String shown(String claim) {
        String printable = claim.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > LONGEST_SHOWN ? printable.substring(0, LONGEST_SHOWN) + "..." : printable;
    }
}
