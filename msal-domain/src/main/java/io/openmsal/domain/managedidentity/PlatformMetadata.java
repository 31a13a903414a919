package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the metadata service says of the machine and of the identity, as far as a certification request repeats it. */
final class PlatformMetadata {

    /** Ids become parts of names and addresses, so they must not hold what has a meaning there. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private static final String[] MACHINE = {"vmId", "vmssId"};

    final String clientId;
    final String tenantId;

    /** Which machine this is: the JSON object {@code cuId}, with nothing in it but what is known. */
    final String machine;

    private final ServerReply reply;

    private PlatformMetadata(String clientId, String tenantId, String machine, ServerReply reply) {
        this.clientId = clientId;
        this.tenantId = tenantId;
        this.machine = machine;
        this.reply = reply;
    }

    /** Reads the answer of a service that says who it is. */
    static PlatformMetadata in(ServerReply reply, SourceCall call) {
        JsonObject json = call.answerIn(reply, SourceRefusal::inAnyShape);
        if (!reply.server().orElse("").toUpperCase(Locale.ROOT).contains("IMDS")) {
            throw new MsalUntrustedResponseException(
                    "managed_identity_untrusted_response",
                    reply
                            + ", but does not call itself IMDS, so nothing was minted. Check that nothing, such as a proxy,"
                            + " stands between here and the metadata service.",
                    call.correlationId(),
                    null);
        }
        return new PlatformMetadata(
                id(reply, json, "clientId", call),
                id(reply, json, "tenantId", call),
                call.required(
                        reply,
                        "cuId",
                        json.object("cuId").flatMap(PlatformMetadata::known).map(call::json)),
                reply);
    }

    private static Optional<Map<String, @Nullable Object>> known(JsonObject cuId) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name : MACHINE) {
            cuId.string(name).ifPresent(value -> members.put(name, value));
        }
        return members.isEmpty() ? Optional.empty() : Optional.of(members);
    }

    /** Who attests to keys here. */
    URI attestationEndpoint(SourceCall call) {
        return secureAddress(reply, reply.json().orElseGet(JsonObject::empty), "attestationEndpoint", call);
    }

    /** An id that is fit for a name and for an address. */
    static String id(ServerReply reply, JsonObject json, String name, SourceCall call) {
        return call.required(
                reply, name, json.string(name).filter(text -> ID.matcher(text).matches()));
    }

    /** An address that a key may be shown to. */
    static URI secureAddress(ServerReply reply, JsonObject json, String name, SourceCall call) {
        return call.required(reply, name, json.string(name).flatMap(PlatformMetadata::secure));
    }

    private static Optional<URI> secure(String text) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            boolean plain = "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
