package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;

/**
 * Azure Machine Learning (API version 2017-09-01). It knows identities by client id alone, and spells that in its own way. Safe
 * for many threads.
 */
public final class MachineLearningSource implements ManagedIdentitySource {

    private static final String ENDPOINT = "MSI_ENDPOINT";
    private static final String SECRET = "MSI_SECRET";
    private static final String DEFAULT_IDENTITY = "DEFAULT_IDENTITY_CLIENT_ID";

    /** Makes the source. */
    public MachineLearningSource() {}

    @Override
    public String name() {
        return "Azure Machine Learning";
    }

    @Override
    public SourceSigns signsIn(Environment environment) {
        return SourceSigns.variables(environment, ENDPOINT, SECRET);
    }

    @Override
    public SourceToken token(SourceRequest request, SourceCall call) {
        request.refuseIdsExcept(name(), ManagedIdentityId.Kind.SYSTEM_ASSIGNED, ManagedIdentityId.Kind.CLIENT_ID);
        Environment environment = call.environment();
        URI endpoint = EndpointReach.LOCAL_NETWORK.endpointIn(environment, ENDPOINT);
        Secret secret = SourceVariable.secret(environment, SECRET);
        Form query = new Form()
                .put("api-version", "2017-09-01")
                .put("resource", request.resource())
                .put(
                        "clientid",
                        request.id().isUserAssigned()
                                ? request.id().value()
                                : environment.variable(DEFAULT_IDENTITY).orElse(""));
        HttpRequest get = HttpRequest.get(SourceAddress.of(endpoint, query)).withHeader("secret", secret.reveal());
        return call.tokenIn(call.send(get, RetryTable.localEndpoint()), MachineLearningSource::refusal, secret);
    }

    private static SourceRefusal refusal(JsonObject json) {
        return SourceRefusal.named("invalid_scope", json);
    }
}
