package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The Instance Metadata Service of Azure virtual machines, scale sets and what runs on them (API version 2018-02-01), or the
 * stand-in for it that {@code AZURE_POD_IDENTITY_AUTHORITY_HOST} names. Where the service speaks version 2 as well, it issues
 * {@linkplain ImdsCredentials certificates} that tokens can be bound to. Safe for many threads.
 *
 * <p>Nothing in the environment tells a virtual machine, so this is the host when no other is; whether it is there is found out
 * by one {@linkplain ImdsProbe probe}. An application that names this source is not probed.
 */
public final class ImdsSource implements ManagedIdentitySource {

    private static final String PATH = "/metadata/identity/oauth2/token";
    private static final String API_VERSION = "2018-02-01";

    private final ImdsProbe probe = new ImdsProbe();
    private final ImdsCredentials credentials = new ImdsCredentials(name());

    /** Makes the source; it remembers for a while whether the service was there. */
    public ImdsSource() {}

    @Override
    public String name() {
        return "Azure VM (IMDS)";
    }

    @Override
    public SourceSigns signsIn(Environment environment) {
        List<String> seen = new ArrayList<>();
        if (ImdsAddress.hasStandIn(environment)) {
            seen.add(ImdsAddress.STAND_IN);
        }
        return new SourceSigns(seen, Collections.emptyList());
    }

    @Override
    public Optional<String> absence(SourceCall call) {
        if (ImdsAddress.hasStandIn(call.environment())) {
            return Optional.empty();
        }
        return probe.absence(
                ImdsAddress.of(call.environment(), PATH, new Form().put("api-version", API_VERSION)), call);
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
        HttpRequest get = HttpRequest.get(ImdsAddress.of(call.environment(), PATH, query))
                .withHeader("Metadata", "true")
                .withHeader("x-ms-client-request-id", call.correlationId());
        ServerReply reply = call.send(get, RetryTable.imds());
        JsonObject answer = call.answerIn(reply, SourceRefusal::inAnyShape);
        // the metadata service always says when a token ends; whoever does not is a page or a proxy that answers in its
        // place
        call.required(reply, "expires_on", TokenLifetime.endIn(answer));
        return call.tokenIn(reply, SourceRefusal::inAnyShape);
    }

    @Override
    public BindingSupport bindingSupport(SourceCall call) {
        return credentials.support(call);
    }

    @Override
    public BindingCertificate certificate(CertificateDemand demand, SourceCall call) {
        return credentials.issue(demand, call);
    }
}
