package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Azure Arc: machines outside Azure with the Connected Machine agent (API version 2020-06-01). The agent makes sure of the caller
 * by having it read {@linkplain ArcKeyFile a file} that only members of a group can. Safe for many threads.
 *
 * <p>An older agent ignores which identity it is asked for. So a token for a user-assigned identity is accepted only when the
 * answer repeats the id.
 */
public final class AzureArcSource implements ManagedIdentitySource {

    private static final String ENDPOINT = "IDENTITY_ENDPOINT";
    private static final String IMDS_ENDPOINT = "IMDS_ENDPOINT";
    private static final URI DEFAULT_ENDPOINT = URI.create("http://localhost:40342/metadata/identity/oauth2/token");
    private static final String LINUX_AGENT = "/opt/azcmagent/bin/himds";
    private static final String OLDER_LINUX_AGENT = "/var/opt/azcmagent/bin/himds";

    /** Makes the source. */
    public AzureArcSource() {}

    @Override
    public String name() {
        return "Azure Arc";
    }

    @Override
    public SourceSigns signsIn(Environment environment) {
        SourceSigns variables = SourceSigns.variables(environment, ENDPOINT, IMDS_ENDPOINT);
        if (variables.areComplete()) {
            return variables;
        }
        Optional<String> agent = agents(environment).stream()
                .filter(path -> exists(environment, path))
                .findFirst();
        List<String> seen = new ArrayList<>(variables.seen());
        if (agent.isPresent()) {
            seen.add(agent.get());
            return new SourceSigns(seen, Collections.emptyList());
        }
        List<String> missing = new ArrayList<>(variables.missing());
        missing.add("the Connected Machine agent");
        return new SourceSigns(seen, missing);
    }

    private static List<String> agents(Environment environment) {
        String system = environment.property("os.name").orElse("");
        if (system.startsWith("Windows")) {
            return environment
                    .variable("ProgramFiles")
                    .map(folder -> Collections.singletonList(folder + "\\AzureConnectedMachineAgent\\himds.exe"))
                    .orElse(Collections.emptyList());
        }
        return system.startsWith("Linux") ? Arrays.asList(LINUX_AGENT, OLDER_LINUX_AGENT) : Collections.emptyList();
    }

    private static boolean exists(Environment environment, String path) {
        try {
            return environment.realPath(Path.of(path)).isPresent();
        } catch (IOException | RuntimeException unknown) {
            // a folder that may not be looked into is no sign of anything
            return false;
        }
    }

    @Override
    public SourceToken token(SourceRequest request, SourceCall call) {
        URI endpoint = SourceSigns.isSet(call.environment(), ENDPOINT)
                ? EndpointReach.LOOPBACK.endpointIn(call.environment(), ENDPOINT)
                : DEFAULT_ENDPOINT;
        Form query = new Form().put("api-version", "2020-06-01").put("resource", request.resource());
        switch (request.id().kind()) {
            case SYSTEM_ASSIGNED -> {}
            case CLIENT_ID -> query.put("client_id", request.id().value());
            case OBJECT_ID -> query.put("object_id", request.id().value());
            case RESOURCE_ID -> query.put("msi_res_id", request.id().value());
        }
        HttpRequest get = HttpRequest.get(SourceAddress.of(endpoint, query)).withHeader("Metadata", "true");
        ServerReply challenged = call.send(get, RetryTable.localEndpoint());
        if (challenged.status() != 401) {
            throw notChallenged(challenged, call);
        }
        Secret key = ArcKeyFile.named(challenged, call).read(call);
        ServerReply reply =
                call.send(get.withHeader("Authorization", "Basic " + key.reveal()), RetryTable.localEndpoint());
        SourceToken token = call.tokenIn(reply, AzureArcSource::refusal, key);
        refuseOthers(request.id(), reply, call);
        return token;
    }

    /** A token without a challenge may come from anything that listens on the port, so it is not taken either. */
    private RuntimeException notChallenged(ServerReply reply, SourceCall call) {
        if (!reply.isSuccess()) {
            call.tokenIn(reply, AzureArcSource::refusal);
        }
        return new MsalUntrustedResponseException(
                "managed_identity_challenge_missing",
                "The first answer of " + name() + " must be a 401 with a challenge, but " + reply
                        + ". Nothing was kept. Check what listens at the address.",
                call.correlationId(),
                null);
    }

    private static void refuseOthers(ManagedIdentityId id, ServerReply reply, SourceCall call) {
        String[] names = switch (id.kind()) {
            case SYSTEM_ASSIGNED -> new String[0];
            case CLIENT_ID -> new String[] {"client_id"};
            case OBJECT_ID -> new String[] {"object_id"};
            case RESOURCE_ID -> new String[] {"msi_res_id", "mi_res_id"};
        };
        JsonObject json = reply.json().orElseGet(JsonObject::empty);
        boolean confirmed = Arrays.stream(names)
                .anyMatch(name ->
                        json.string(name).filter(id.value()::equalsIgnoreCase).isPresent());
        if (id.isUserAssigned() && !confirmed) {
            throw new MsalConfigurationException(
                    "user_assigned_managed_identity_not_confirmed",
                    "Azure Arc did not confirm that its token is for the " + id + ", as agents that know only the"
                            + " machine's own identity do not. Nothing was kept. Update the agent, or use the"
                            + " system-assigned identity.",
                    call.correlationId(),
                    null);
        }
    }

    private static SourceRefusal refusal(JsonObject json) {
        return SourceRefusal.named("invalid_request", json);
    }
}
