package io.openmsal.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what is wrong with a command line. What was not understood is named without its value: a mistyped option may be
 * followed by a secret, and error streams end up in logs.
 */
final class UsageErrors implements IParameterExceptionHandler {

    private final Shell shell;

    UsageErrors(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        shell.say(
                wrong instanceof UnmatchedArgumentException unmatched
                        ? nameless(unmatched.getUnmatched())
                        : String.valueOf(wrong.getMessage()));
        shell.say("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return FailureKind.USAGE;
    }

    private static String nameless(List<String> unmatched) {
        String options = unmatched.stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> argument.replaceFirst("=.*", ""))
                .collect(Collectors.joining(", "));
        return options.isEmpty()
                ? "There is a word too many, or an unknown command."
                : "Not known here: " + options + ".";
    }
}
