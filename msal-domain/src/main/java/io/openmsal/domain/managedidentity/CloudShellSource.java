package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;

/** Azure Cloud Shell, which has one identity: the person's. Safe for many threads. */
public final class CloudShellSource implements ManagedIdentitySource {

    private static final String ENDPOINT = "MSI_ENDPOINT";

    /** Makes the source. */
    public CloudShellSource() {}

    @Override
    public String name() {
        return "Cloud Shell";
    }

    @Override
    public SourceSigns signsIn(Environment environment) {
        return SourceSigns.variables(environment, ENDPOINT);
    }

    @Override
    public SourceToken token(SourceRequest request, SourceCall call) {
        request.refuseIdsExcept(name(), ManagedIdentityId.Kind.SYSTEM_ASSIGNED);
        URI endpoint = EndpointReach.LOOPBACK.endpointIn(call.environment(), ENDPOINT);
        HttpRequest post = HttpRequest.post(
                        endpoint,
                        Form.MEDIA_TYPE,
                        new Form().put("resource", request.resource()).encode())
                .withHeader("Metadata", "true");
        return call.tokenIn(call.send(post, RetryTable.localEndpoint()), SourceRefusal::inAnyShape);
    }
}
