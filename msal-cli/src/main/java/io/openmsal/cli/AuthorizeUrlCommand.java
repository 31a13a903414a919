package io.openmsal.cli;

import io.openmsal.SignInRequest;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.oauth.ResponseMode;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The first step of a sign-in that a browser elsewhere takes part in. */
@Command(
        name = "authorize-url",
        mixinStandardHelpOptions = true,
        description =
                "Begins a sign-in in a browser elsewhere: prints the address to send it to, and keeps what belongs to"
                        + " the sign-in in a file for 'redeem'.")
final class AuthorizeUrlCommand implements ReportingCommand {

    private final Shell shell;

    @Option(
            names = "--redirect-uri",
            required = true,
            paramLabel = "URI",
            description = "Where the browser comes back to, registered for the application.")
    private URI redirectUri = URI.create("");

    @Option(
            names = "--pending",
            required = true,
            paramLabel = "FILE",
            description = "A new file for what belongs to the sign-in, made with mode 0600.")
    private Path pending = Path.of("");

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "What the token is for; repeat the option for more. A sign-in needs none.")
    private String[] scopes = {};

    @Option(names = "--username", paramLabel = "NAME", description = "Suggest this user name.")
    private @Nullable String username;

    @Option(
            names = "--prompt",
            paramLabel = "WHAT",
            description = "What the page asks: login, consent, select_account, create or none.")
    private @Nullable Prompt prompt;

    @Option(
            names = "--response-mode",
            paramLabel = "query|form_post",
            description = "How the answer comes back: in the address, where it can be copied (query, the default), or"
                    + " posted to a server.")
    private ResponseMode responseMode = ResponseMode.QUERY;

    @Option(
            names = "--claims",
            paramLabel = "JSON",
            description = "Pass on a claims challenge that a web API or a refusal gave.")
    private @Nullable String claims;

    @Mixin
    private ApplicationOptions application = new ApplicationOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    AuthorizeUrlCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        SignInRequest request = application
                .publicClient(shell, new Narrator(shell, output.isVerbose()))
                .signIn(redirectUri, scopes)
                .responseMode(responseMode);
        if (username != null) {
            request.loginHint(username);
        }
        if (prompt != null) {
            request.prompt(prompt);
        }
        if (claims != null) {
            request.claims(claims);
        }
        PendingSignIn begun = request.begin();
        PendingFile.create(pending, begun);
        tell(begun.authorizationUri().toString());
        if (shell.out().checkError()) {
            // who never saw the address cannot go there, and the next try needs the name of the file
            PendingFile.remove(pending, shell);
        }
        return FailureKind.SUCCESS;
    }

    private void tell(String address) {
        if (output.isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            // MSAL for Python calls it so
            document.put("auth_uri", address);
            document.put("pending", pending.toString());
            output.write(document, shell);
        } else {
            output.write(address, shell);
        }
    }
}
