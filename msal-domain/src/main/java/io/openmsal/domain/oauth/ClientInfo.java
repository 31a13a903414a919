package io.openmsal.domain.oauth;

import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Microsoft's {@code client_info}: who the person is at home, whichever tenant they signed in to. */
public final class ClientInfo {

    private ClientInfo() {}

    /**
     * The home account id in a {@code client_info}.
     *
     * @param codec what reads JSON
     * @param clientInfo base64url of JSON, padded or not
     * @return {@code uid.utid}, or empty when it is malformed or lacks one of them
     */
    public static Optional<String> homeAccountId(JsonCodec codec, String clientInfo) {
        try {
            String text =
                    new String(Base64.getUrlDecoder().decode(clientInfo.replaceAll("=+$", "")), StandardCharsets.UTF_8);
            JsonObject info = JsonObject.parse(codec, text);
            return info.string("uid").flatMap(uid -> info.string("utid").map(utid -> uid + "." + utid));
        } catch (MalformedJsonException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
