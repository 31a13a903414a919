package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;

/**
 * Azure App Service, Functions, Container Apps and Automation (API version 2019-08-01). Safe for many threads.
 *
 * <p>Source: "How to use managed identities for App Service and Azure Functions", REST endpoint reference.
 */
public final class AppServiceSource implements ManagedIdentitySource {

    private static final String ENDPOINT = "IDENTITY_ENDPOINT";
    private static final String HEADER = "IDENTITY_HEADER";

    /** Makes the source. */
    public AppServiceSource() {}

    @Override
    public String name() {
        return "App Service";
    }

    @Override
    public SourceSigns signsIn(Environment environment) {
        return SourceSigns.variables(environment, ENDPOINT, HEADER);
    }

    @Override
    public SourceToken token(SourceRequest request, SourceCall call) {
        URI endpoint = EndpointReach.LOCAL_NETWORK.endpointIn(call.environment(), ENDPOINT);
        Secret header = SourceVariable.secret(call.environment(), HEADER);
        Form query = new Form().put("api-version", "2019-08-01").put("resource", request.resource());
        switch (request.id().kind()) {
            case SYSTEM_ASSIGNED -> {}
            case CLIENT_ID -> query.put("client_id", request.id().value());
            case OBJECT_ID -> query.put("object_id", request.id().value());
            case RESOURCE_ID -> query.put("mi_res_id", request.id().value());
        }
        HttpRequest get = HttpRequest.get(SourceAddress.of(endpoint, query))
                .withHeader("X-IDENTITY-HEADER", header.reveal())
                .withHeader("Metadata", "true");
        return call.tokenIn(call.send(get, RetryTable.localEndpoint()), AppServiceSource::refusal, header);
    }

    /** {@code statusCode} and {@code message} as a rule, which MSAL reports as {@code invalid_scope} whatever they say. */
    private static SourceRefusal refusal(JsonObject json) {
        SourceRefusal told = SourceRefusal.named("invalid_scope", json);
        return json.number("statusCode").map(String::valueOf).map(told::after).orElse(told);
    }
}
