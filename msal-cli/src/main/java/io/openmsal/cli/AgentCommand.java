package io.openmsal.cli;

import io.openmsal.AgentIdentity;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.token.AuthenticationResult;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A token for an agent, or for a person it acts for. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = "Prints a token for an agent identity, on the word of its blueprint, which is the application of"
                + " --client-id: the agent's own, or that of a person it may act for.")
final class AgentCommand implements ReportingCommand {

    private final Shell shell;

    @Option(names = "--agent-id", required = true, paramLabel = "ID", description = "The agent's client id.")
    private String agentId = "";

    @ArgGroup
    private Person person = new Person();

    @Mixin
    private CredentialOptions credential = new CredentialOptions();

    @Mixin
    private RegionOptions region = new RegionOptions();

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private RefreshOptions refresh = new RefreshOptions();

    @Mixin
    private ProofOfPossessionOptions proof = new ProofOfPossessionOptions();

    @Mixin
    private ApplicationOptions application = new ApplicationOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    AgentCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    /** Whom the agent acts for, named in one of two ways. */
    static final class Person {

        @Option(names = "--username", paramLabel = "NAME", description = "Act for this person, by user name.")
        private @Nullable String username;

        @Option(names = "--object-id", paramLabel = "ID", description = "Act for this person, by object id.")
        private @Nullable String objectId;

        @Nullable
        FederatedUser chosen() {
            if (username != null) {
                return FederatedUser.withUsername(username);
            }
            return objectId == null ? null : FederatedUser.withObjectId(uuid(objectId));
        }

        private static UUID uuid(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException malformed) {
                throw new MsalConfigurationException(
                        "invalid_option", "--object-id takes a UUID, as Microsoft Entra shows it.", null, malformed);
            }
        }
    }

    @Override
    public Integer call() {
        FederatedUser user = person.chosen();
        AgentIdentity agent = application
                .confidentialClient(
                        credential.credential(shell), region, shell, new Narrator(shell, output.isVerbose()))
                .agent(agentId);
        AuthenticationResult result = user == null ? own(agent) : of(user, agent);
        output.write(result, Instant.now(), shell);
        return FailureKind.SUCCESS;
    }

    private AuthenticationResult own(AgentIdentity agent) {
        return call.applyTo(proof.applyTo(refresh.applyTo(agent.acquireTokenForAgent(call.scopes()))), shell)
                .execute();
    }

    private AuthenticationResult of(FederatedUser user, AgentIdentity agent) {
        return call.applyTo(proof.applyTo(refresh.applyTo(agent.acquireTokenForUser(user, call.scopes()))), shell)
                .execute();
    }
}
