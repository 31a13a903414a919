package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The whole command line: {@link #run} is what the process does, and what a test calls. */
@Command(
        name = "msal",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOfBuild.class,
        description =
                "Signs users and apps in with Microsoft identities or any OpenID Connect provider, and gets tokens.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  it worked",
            "  1  the provider refused, asked for patience, or is not to be trusted",
            "  2  the command line, a file or the configuration is wrong, or the result",
            "     could not be written, or the sign-in not be kept where it was to be",
            "  3  nobody is signed in, or the person has to sign in again",
            "  4  the provider could not be reached, or the cache not be read",
            "  5  cancelled, or not done in time",
            " 70  what should not happen: a defect of this command, or of its Java",
            "",
            "Results go to standard output, everything else to standard error.",
            "Try it without a tenant: 'msal demo', or 'msal emulator' in another terminal."
        })
public final class Msal implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Msal() {}

    /**
     * Runs one command.
     *
     * @param shell what it finds around it
     * @param arguments the command and its options
     * @return the exit code
     */
    public static int run(Shell shell, String... arguments) {
        return written(shell, execute(shell, arguments));
    }

    private static int execute(Shell shell, String... arguments) {
        CommandLine line = new CommandLine(new Msal());
        commandsFor(arguments, shell).forEach(line::addSubcommand);
        return line.registerConverter(Path.class, Msal::file)
                .registerConverter(SecretFile.class, name -> new SecretFile(file(name)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // an argument that begins with @ is a value here, and no file to read options from
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
                .setExecutionStrategy(Msal::reportable)
                .setExecutionExceptionHandler(new FailureReport(shell))
                .setParameterExceptionHandler(new UsageErrors(shell))
                .execute(arguments);
    }

    /** An empty name, as an unset variable of a script leaves it, would be the working directory. */
    private static Path file(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("an empty name");
        }
        return Path.of(name);
    }

    /** The parser hands on exceptions alone; an error would leave the process with a stack trace and the exit code of a refusal. */
    private static int reportable(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        refuseSharedInput(command);
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error serious) {
            throw new ExecutionException(command, "An error ended the command", serious);
        }
    }

    /** Whoever reads standard input reads all of it, and would leave nothing to the next. */
    private static void refuseSharedInput(CommandLine command) {
        ParseResult parsed = command.getParseResult();
        if (parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested()) {
            return;
        }
        List<String> readers = parsed.matchedOptions().stream()
                .filter(option -> option.getValue() instanceof SecretFile file && file.isStandardInput())
                .map(OptionSpec::longestName)
                .toList();
        if (readers.size() > 1) {
            throw new ExecutionException(
                    command,
                    "Two options share one input",
                    new MsalConfigurationException(
                            "invalid_option",
                            "Only one option can read standard input, and " + String.join(" and ", readers)
                                    + " are to. Put the others into files."));
        }
    }

    /** A stream keeps its failure to itself until it is asked, and a script would go on without its token. */
    private static int written(Shell shell, int code) {
        if (code != FailureKind.SUCCESS || !shell.out().checkError()) {
            return code;
        }
        shell.say("The result could not be written to standard output."
                + " Check the disk or the program that it goes to, and run the command again.");
        return FailureKind.UNWRITTEN_RESULT;
    }

    /** Finding the options of a command by reflection takes time, so only the one that is named is looked at. */
    private static List<ReportingCommand> commandsFor(String[] arguments, Shell shell) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case "login" -> List.of(new LoginCommand(shell));
            case "password" -> List.of(new PasswordCommand(shell));
            case "refresh-token" -> List.of(new RefreshTokenCommand(shell));
            case "authorize-url" -> List.of(new AuthorizeUrlCommand(shell));
            case "redeem" -> List.of(new RedeemCommand(shell));
            case "token" -> List.of(new TokenCommand(shell));
            case "app-token" -> List.of(new AppTokenCommand(shell));
            case "obo" -> List.of(new OnBehalfOfCommand(shell));
            case "agent" -> List.of(new AgentCommand(shell));
            case "accounts" -> List.of(new AccountsCommand(shell));
            case "logout" -> List.of(new LogoutCommand(shell));
            case "managed-identity" -> List.of(new ManagedIdentityCommand(shell));
            case "doctor" -> List.of(new DoctorCommand(shell));
            case "emulator" -> List.of(new EmulatorCommand(shell));
            case "demo" -> List.of(new DemoCommand(shell));
            case "--version", "-V" -> List.of();
            default ->
                List.of(
                        new LoginCommand(shell),
                        new PasswordCommand(shell),
                        new RefreshTokenCommand(shell),
                        new AuthorizeUrlCommand(shell),
                        new RedeemCommand(shell),
                        new TokenCommand(shell),
                        new AppTokenCommand(shell),
                        new OnBehalfOfCommand(shell),
                        new AgentCommand(shell),
                        new AccountsCommand(shell),
                        new LogoutCommand(shell),
                        new ManagedIdentityCommand(shell),
                        new DoctorCommand(shell),
                        new EmulatorCommand(shell),
                        new DemoCommand(shell));
        };
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new MissingParameterException(spec.commandLine(), List.of(), "A command is missing.");
    }
}
