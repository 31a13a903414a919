package io.openmsal.domain.validation;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.failure.MsalTokenRejectedException.Reason;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** A token taken apart as a signed JSON Web Token in its compact form (RFC 7515 §7.1). Nothing of it is believed yet. */
final class ShownToken {

    /** Far longer than any provider's: Microsoft Entra stops listing groups long before. */
    private static final int LONGEST = 64 * 1024;

    private final JsonObject header;
    private final IdTokenClaims claims;
    private final byte[] signed;
    private final byte[] signature;

    private ShownToken(JsonObject header, IdTokenClaims claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    static ShownToken parse(String text, JsonCodec codec) {
        if (text.length() > LONGEST) {
            throw malformed("is longer than " + LONGEST + " characters");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw malformed("has " + parts.length + " part" + (parts.length == 1 ? "" : "s")
                    + " instead of three; an opaque or" + " encrypted token is for somebody else to read");
        }
        JsonObject header = object(codec, parts[0], "header");
        if (header.has("crit")) {
            // RFC 7515 §4.1.11: who does not understand what is critical must refuse
            throw malformed("has critical extensions");
        }
        return new ShownToken(
                header,
                new IdTokenClaims(object(codec, parts[1], "payload").members()),
                (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                bytes(parts[2], "signature"));
    }

    private static JsonObject object(JsonCodec codec, String part, String name) {
        try {
            return JsonObject.parse(codec, new String(bytes(part, name), StandardCharsets.UTF_8));
        } catch (MalformedJsonException notJson) {
            // without its cause, which may quote the token
            throw malformed("has a " + name + " that is no JSON object");
        }
    }

    private static byte[] bytes(String part, String name) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException notBase64) {
            throw malformed("has a " + name + " that is not in base64url");
        }
    }

    private static MsalTokenRejectedException malformed(String what) {
        return new MsalTokenRejectedException(
                Reason.MALFORMED,
                "The token is no signed JSON Web Token: it " + what
                        + ". Pass what stands behind 'Bearer ' and nothing else.",
                null);
    }

    /** What it says it is ({@code typ}), without the prefix that may be left out (RFC 7515 §4.1.9); empty when it says nothing. */
    Optional<String> type() {
        return header.has("typ")
                ? Optional.of(
                        header.string("typ").orElse("").toLowerCase(Locale.ROOT).replaceFirst("^application/", ""))
                : Optional.empty();
    }

    Optional<String> algorithm() {
        return header.string("alg");
    }

    Optional<String> keyId() {
        return header.string("kid");
    }

    IdTokenClaims claims() {
        return claims;
    }

    byte[] signed() {
        return signed;
    }

    byte[] signature() {
        return signature;
    }
}
