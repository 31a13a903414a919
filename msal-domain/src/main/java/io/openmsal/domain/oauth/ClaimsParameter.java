package io.openmsal.domain.oauth;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code claims} parameter (OpenID Connect Core §5.5) of everything an application sends: the challenge to satisfy, and in
 * it what the application says it can do. Safe for many threads.
 */
public final class ClaimsParameter {

    private static final String ACCESS_TOKEN = "access_token";
    private static final String CAPABILITIES = "xms_cc";
    private static final String CHALLENGE = "The claims challenge is not usable";

    private final JsonCodec codec;
    private final List<String> capabilities;

    /**
     * Makes the parameter of one application.
     *
     * @param codec what reads challenges
     * @param capabilities what the application can do, such as {@code CP1}: handle claims challenges; may be empty
     */
    public ClaimsParameter(JsonCodec codec, List<String> capabilities) {
        this.codec = codec;
        this.capabilities = Collections.unmodifiableList(new ArrayList<>(capabilities));
    }

    /**
     * What a request sends: the challenge it has to satisfy, the capabilities, and the application's own claims merged into both,
     * where the application's own win.
     *
     * @param shape what the request asks for
     * @return the claims, or empty when there are none
     * @throws MsalConfigurationException when claims are no JSON objects
     */
    public Optional<String> of(RequestShape shape) {
        Optional<String> challenged = answering(shape.challenge());
        if (!shape.clientClaims().isPresent()) {
            return challenged;
        }
        JsonObject claims = challenged.map(given -> read(given, CHALLENGE)).orElseGet(JsonObject::empty);
        JsonObject own = read(shape.clientClaims().get(), "The application's own claims are not usable");
        return Optional.of(codec.write(merged(claims, own).members()));
    }

    private static JsonObject merged(JsonObject first, JsonObject second) {
        JsonObject all = JsonObject.of(new LinkedHashMap<>(first.members()));
        second.members().forEach((name, value) -> {
            Optional<JsonObject> before = all.object(name);
            Optional<JsonObject> added = second.object(name);
            boolean bothAreObjects = before.isPresent() && added.isPresent();
            all.members()
                    .put(
                            name,
                            bothAreObjects ? merged(before.get(), added.get()).members() : value);
        });
        return all;
    }

    /**
     * What is sent for a challenge alone.
     *
     * @param challenge the claims challenge to satisfy (JSON), if there is one; a blank text is none
     * @return the challenge as it is when there are no capabilities; otherwise with them as {@code access_token.xms_cc},
     *     beside all else it asks for
     * @throws MsalConfigurationException when the challenge is no JSON object, or has no place for the capabilities
     */
    public Optional<String> answering(Optional<String> challenge) {
        if (!challenge.isPresent() && capabilities.isEmpty()) {
            return challenge;
        }
        Optional<JsonObject> asked =
                challenge.filter(given -> !given.trim().isEmpty()).map(given -> read(given, CHALLENGE));
        if (capabilities.isEmpty()) {
            return asked.isPresent() ? challenge : Optional.empty();
        }
        JsonObject claims = asked.orElseGet(JsonObject::empty);
        JsonObject ofAccessToken = ofAccessToken(claims);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("values", capabilities);
        ofAccessToken.members().put(CAPABILITIES, values);
        claims.members().put(ACCESS_TOKEN, ofAccessToken.members());
        return Optional.of(codec.write(claims.members()));
    }

    private JsonObject read(String text, String complaint) {
        try {
            return JsonObject.parse(codec, text);
        } catch (MalformedJsonException malformed) {
            throw invalid(complaint, "not a JSON object (" + malformed.getMessage() + ")");
        }
    }

    /** Null is how a claims request asks for nothing in particular. */
    private static JsonObject ofAccessToken(JsonObject claims) {
        if (claims.members().get(ACCESS_TOKEN) == null) {
            return JsonObject.empty();
        }
        return claims.object(ACCESS_TOKEN).orElseThrow(() -> invalid(CHALLENGE, "its access_token is not an object"));
    }

    private static MsalConfigurationException invalid(String complaint, String why) {
        return new MsalConfigurationException(
                "invalid_claims",
                complaint + ": " + why
                        + ". Pass a challenge on as it was received, decoded from base64, and write claims as a JSON object.");
    }
}
