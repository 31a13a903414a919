package io.openmsal.sample;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/**
 * Judges the access tokens that callers of the API bring: who signed them, who issued them, for whom and until when. That is the work of a
 * web API and not of a library that gets tokens. Safe for many threads.
 */
final class AccessTokens {

    private static final int CLOCKS_MAY_DIFFER_SECONDS = 30;

    private final JwtConsumer consumer;

    /** The provider's keys come over the transport of the rest, so the same proxy and the same trust hold for them. */
    @SuppressWarnings("deprecation") // the name that old versions of jose4j have, too
    AccessTokens(Settings settings, HttpTransport transport) {
        HttpsJwks keys = new HttpsJwks(settings.get("sample.authority") + "/discovery/v2.0/keys");
        keys.setSimpleHttpGet(location -> new Fetched(transport.send(HttpRequest.get(URI.create(location)))));
        consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.WHITELIST, AlgorithmIdentifiers.RSA_USING_SHA256))
                .setExpectedIssuer(settings.get("sample.issuer"))
                .setExpectedAudience(settings.get("sample.api.audience"))
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(CLOCKS_MAY_DIFFER_SECONDS)
                .build();
    }

    /**
     * What a token says.
     *
     * @param token as it came
     * @return its claims
     * @throws InvalidJwtException when it is not for this API, or no more
     */
    JwtClaims judged(String token) throws InvalidJwtException {
        return consumer.processToClaims(token);
    }

    /** Whether a token was given for a use of this API. */
    static boolean allows(JwtClaims claims, String scope) {
        Object granted = claims.getClaimValue("scp");
        return granted instanceof String text && Arrays.asList(text.split(" ")).contains(scope);
    }

    /** An answer in the words of jose4j. */
    private record Fetched(HttpResponse response) implements SimpleResponse {

        @Override
        public int getStatusCode() {
            return response.status();
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public Collection<String> getHeaderNames() {
            return Collections.emptyList();
        }

        @Override
        public List<String> getHeaderValues(String name) {
            return response.headers()
                    .first(name)
                    .map(Collections::singletonList)
                    .orElse(Collections.emptyList());
        }

        @Override
        public String getBody() {
            return response.text();
        }
    }
}
