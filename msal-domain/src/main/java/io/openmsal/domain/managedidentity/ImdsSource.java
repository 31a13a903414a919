package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The Instance Metadata Service of Azure virtual machines, scale sets and what runs on them (API version 2018-02-01), or the
 * stand-in for it that {@code AZURE_POD_IDENTITY_AUTHORITY_HOST} names. Safe for many threads.
 *
 * <p>Nothing in the environment tells a virtual machine, so this is the host when no other is; whether it is there is found out
 * by one {@linkplain ImdsProbe probe}. An application that names this source is not probed.
 */
public final class ImdsSource implements ManagedIdentitySource {

    private static final String POD_IDENTITY_HOST = "AZURE_POD_IDENTITY_AUTHORITY_HOST";
    private static final URI DEFAULT_HOST = URI.create("http://169.254.169.254");
    private static final String PATH = "/metadata/identity/oauth2/token";
    private static final String API_VERSION = "2018-02-01";

    private final ImdsProbe probe = new ImdsProbe();

    /** Makes the source; it remembers for a while whether the service was there. */
    public ImdsSource() {}

    @Override
    public String name() {
        return "Azure VM (IMDS)";
    }

    @Override
    public SourceSigns signsIn(Environment environment) {
        List<String> seen = new ArrayList<>();
        if (SourceSigns.isSet(environment, POD_IDENTITY_HOST)) {
            seen.add(POD_IDENTITY_HOST);
        }
        return new SourceSigns(seen, Collections.emptyList());
    }

    @Override
    public Optional<String> absence(SourceCall call) {
        if (SourceSigns.isSet(call.environment(), POD_IDENTITY_HOST)) {
            return Optional.empty();
        }
        URI address = SourceAddress.of(endpoint(call.environment()), new Form().put("api-version", API_VERSION));
        return probe.absence(address, call);
    }

    @Override
    public SourceToken token(SourceRequest request, SourceCall call) {
        Form query = new Form().put("api-version", API_VERSION).put("resource", request.resource());
        switch (request.id().kind()) {
            case SYSTEM_ASSIGNED -> {}
            case CLIENT_ID -> query.put("client_id", request.id().value());
            case OBJECT_ID -> query.put("object_id", request.id().value());
            case RESOURCE_ID -> query.put("msi_res_id", request.id().value());
        }
        HttpRequest get = HttpRequest.get(SourceAddress.of(endpoint(call.environment()), query))
                .withHeader("Metadata", "true")
                .withHeader("x-ms-client-request-id", call.correlationId());
        return call.tokenIn(call.send(get, RetryTable.imds()), SourceRefusal::oauth);
    }

    private static URI endpoint(Environment environment) {
        URI host = SourceSigns.isSet(environment, POD_IDENTITY_HOST)
                ? EndpointReach.LOCAL_NETWORK_OR_TLS.endpointIn(environment, POD_IDENTITY_HOST)
                : DEFAULT_HOST;
        return URI.create(host.toString().replaceAll("/+$", "") + PATH);
    }
}
