package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.util.Locale;

/**
 * Azure Service Fabric (API version 2019-07-01-preview). Its endpoint shows a certificate that nobody signed and that is
 * recognised by its thumbprint; the identity is chosen when the application is deployed, not by the caller. The only host that
 * can be told which token was revoked. Safe for many threads.
 */
public final class ServiceFabricSource implements ManagedIdentitySource {

    private static final String ENDPOINT = "IDENTITY_ENDPOINT";
    private static final String HEADER = "IDENTITY_HEADER";
    private static final String THUMBPRINT = "IDENTITY_SERVER_THUMBPRINT";

    /** A 404 is an answer here: there is no such identity. */
    private static final RetryTable RETRIES =
            RetryTable.threeTimesASecond(RetryTable.NO_ANSWER, 408, 429, 500, 503, 504);

    /** Makes the source. */
    public ServiceFabricSource() {}

    @Override
    public String name() {
        return "Service Fabric";
    }

    @Override
    public SourceSigns signsIn(Environment environment) {
        return SourceSigns.variables(environment, ENDPOINT, HEADER, THUMBPRINT);
    }

    @Override
    public SourceToken token(SourceRequest request, SourceCall call) {
        request.refuseIdsExcept(name(), ManagedIdentityId.Kind.SYSTEM_ASSIGNED);
        URI endpoint = EndpointReach.TLS.endpointIn(call.environment(), ENDPOINT);
        Secret secret = SourceVariable.secret(call.environment(), HEADER);
        SourceCall pinned = call.pinnedTo(thumbprint(call.environment()));
        Form query = new Form()
                .put("api-version", "2019-07-01-preview")
                .put("resource", request.resource())
                .put("token_sha256_to_refresh", request.revokedTokenHash())
                .put("xms_cc", String.join(",", request.capabilities()));
        HttpRequest get = HttpRequest.get(SourceAddress.of(endpoint, query)).withHeader("Secret", secret.reveal());
        return pinned.tokenIn(pinned.send(get, RETRIES), ServiceFabricSource::refusal, secret);
    }

    private static String thumbprint(Environment environment) {
        String digits = environment
                .variable(THUMBPRINT)
                .orElse("")
                .replaceAll("[\\s:]", "")
                .toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{40}")) {
            throw new MsalConfigurationException(
                    "invalid_managed_identity_environment",
                    "The environment variable " + THUMBPRINT + " is no SHA-1 thumbprint of 40 hex digits. It is set by"
                            + " Service Fabric; remove whatever overrides it.");
        }
        return digits;
    }

    private static SourceRefusal refusal(JsonObject json) {
        String word = switch (SourceRefusal.inAnyShape(json).error()) {
            case "SecretHeaderNotFound" -> "unauthorized_client";
            case "ManagedIdentityNotFound" -> "invalid_client";
            case "ArgumentNullOrEmpty" -> "invalid_scope";
            default -> "invalid_request";
        };
        return SourceRefusal.named(word, json);
    }
}
