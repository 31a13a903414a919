package io.openmsal.cli;

import io.openmsal.InteractiveRequest;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.browser.CommandBrowser;
import io.openmsal.adapter.browser.SystemBrowser;
import io.openmsal.adapter.system.SystemEnvironment;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a person in: in their browser, or with a code on another device. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Signs a person in, in the browser or with a code on another device."
                + " Prints who signed in; with --output json, the token too. Ends with 2 when it cannot be"
                + " kept where --cache or --developer says. The application is a public client: register the redirect URI"
                + " http://localhost for it (in Microsoft Entra on the platform \"Mobile and desktop applications\"), and"
                + " allow public client flows for --device-code.")
final class LoginCommand implements ReportingCommand {

    private final Shell shell;

    @Option(
            names = "--device-code",
            description = "Show a code to type in on another device, instead of a browser here.")
    private boolean deviceCode;

    @Option(names = "--username", paramLabel = "NAME", description = "Suggest who signs in.")
    private @Nullable String username;

    @Option(
            names = "--prompt",
            paramLabel = "WHAT",
            description = "What the page asks: login, consent, select_account, create or none.")
    private @Nullable Prompt prompt;

    @Option(
            names = "--browser",
            paramLabel = "COMMAND",
            description = "Open the page by this command; the address is its last argument, or replaces %%s.")
    private @Nullable String browser;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The loopback port the browser comes back to; any free one when it is not given.")
    private int port;

    @Option(
            names = "--accept-query",
            description = "Let the answer come in the address, for providers without form_post; browsers remember it.")
    private boolean acceptQuery;

    @Option(
            names = "--developer",
            description = "Keep the sign-in for the programs that this person runs on this machine, in place of an"
                    + " earlier one: in OPENMSAL_HOME, or in .openmsal in the home directory.")
    private boolean developer;

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private ProofOfPossessionOptions proof = new ProofOfPossessionOptions();

    @Mixin
    private ApplicationOptions application = new ApplicationOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    LoginCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        ShellEnvironment environment = new ShellEnvironment(shell);
        if (developer) {
            application.keepForDeveloper(environment);
        }
        Narrator narrator = new Narrator(shell, output.isVerbose());
        PublicClientApplication app = application.publicClient(shell, narrator);
        AuthenticationResult result = deviceCode ? withDeviceCode(app) : withBrowser(app);
        if (developer && !narrator.heardOfUnwrittenCache()) {
            application.rememberDeveloper(personOf(result), environment);
        }
        return SignInReport.write(result, output, application.hasCache(), narrator, shell);
    }

    private static Account personOf(AuthenticationResult result) {
        return result.account()
                .orElseThrow(() -> new MsalConfigurationException(
                        "no_account",
                        "The provider did not say who signed in, so the sign-in cannot be kept. Ask for openid."));
    }

    private AuthenticationResult withDeviceCode(PublicClientApplication app) {
        if (browser != null || port != 0 || username != null || prompt != null || acceptQuery) {
            throw new MsalConfigurationException(
                    "invalid_option",
                    "--browser, --port, --username, --prompt and --accept-query do not go with --device-code,"
                            + " which leaves all of that to the other device.");
        }
        return call.applyTo(proof.applyTo(app.acquireTokenByDeviceCode(this::show, call.scopes())), shell)
                .execute();
    }

    private void show(DeviceCode code) {
        shell.say(code.message());
    }

    private AuthenticationResult withBrowser(PublicClientApplication app) {
        if (port < 0 || port > 65535) {
            throw new MsalConfigurationException("invalid_option", "--port takes a number from 1 to 65535.");
        }
        InteractiveRequest request = call.applyTo(proof.applyTo(app.acquireTokenInteractive(call.scopes())), shell)
                .browser(browser == null ? announced() : commanded(browser))
                .port(port);
        if (username != null) {
            request.loginHint(username);
        }
        if (prompt != null) {
            request.prompt(prompt);
        }
        if (acceptQuery) {
            request.acceptQueryResponse();
        }
        return request.execute();
    }

    private Browser announced() {
        return new AnnouncedBrowser(new SystemBrowser(new SystemEnvironment()), shell);
    }

    /** Another browser of this machine will do as well; but a command that fails is a mistake, and ends the wait. */
    private Browser commanded(String command) {
        Browser named = commandBrowser(command);
        return address -> {
            BrowserLaunch launch = named.open(address);
            if (launch.outcome() != BrowserLaunch.Outcome.REFUSED) {
                shell.say("Sign in in the browser that --browser opened; this waits for it. The address of the page:\n"
                        + address.toASCIIString());
            }
            return launch;
        };
    }

    private static Browser commandBrowser(String command) {
        try {
            return new CommandBrowser(command);
        } catch (IllegalArgumentException noCommand) {
            throw new MsalConfigurationException(
                    "invalid_option", String.valueOf(noCommand.getMessage()), null, noCommand);
        }
    }
}
