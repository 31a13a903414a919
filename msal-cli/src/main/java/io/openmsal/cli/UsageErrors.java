package io.openmsal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what is wrong with a command line. What was not understood is named without its value: a mistyped option may be
 * followed by a secret, and error streams end up in logs. So the parser's own words, which repeat arguments, are not used.
 */
final class UsageErrors implements IParameterExceptionHandler {

    /** The name of an option and nothing after it; a key in PEM form begins with dashes as well. */
    private static final Pattern NAME = Pattern.compile("--[A-Za-z][a-z-]{0,40}|-[A-Za-z]");

    private final Shell shell;

    UsageErrors(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        String what = inWords(wrong);
        String next = "See " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help.";
        if (OutputOptions.wantsJson(arguments)) {
            Map<String, Object> document =
                    ErrorDocument.of("invalid_command_line", what + " " + next, FailureKind.CONFIGURATION.word());
            new OutputOptions().write(document, shell);
        } else {
            shell.say(what);
            shell.say(next);
        }
        return FailureKind.USAGE;
    }

    private static String inWords(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return nameless(unmatched.getUnmatched());
        } else if (wrong instanceof MissingParameterException missing) {
            return missing(missing.getMissing());
        } else if (wrong instanceof MutuallyExclusiveArgsException) {
            // made of the names and labels of options alone
            return String.valueOf(wrong.getMessage());
        } else if (wrong instanceof OverwrittenOptionException twice) {
            return named(twice.getOverwritten()) + " was given twice.";
        } else if (wrong instanceof MaxValuesExceededException) {
            return "An option was given twice, or a value to one that takes none.";
        }
        return unusable(wrong.getArgSpec(), wrong.getValue());
    }

    private static String nameless(List<String> unmatched) {
        String options = unmatched.stream()
                .map(NAME::matcher)
                .filter(Matcher::lookingAt)
                .map(MatchResult::group)
                .collect(Collectors.joining(", "));
        return options.isEmpty()
                ? "There is a word too many, or an unknown command."
                : "Not known here: " + options + ".";
    }

    private static String missing(@Nullable List<ArgSpec> missing) {
        if (missing == null || missing.isEmpty()) {
            return "A command is missing.";
        }
        // where options belong together the parser lists them all, and only the required ones are missed
        boolean somethingIsRequired = missing.stream().anyMatch(ArgSpec::required);
        return "Missing, or without a value: "
                + missing.stream()
                        .filter(argument -> argument.required() || !somethingIsRequired)
                        .map(UsageErrors::named)
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String unusable(@Nullable ArgSpec argument, @Nullable String value) {
        if (argument == null) {
            return "The options make no sense together.";
        }
        if (namesAFile(argument) && "".equals(value)) {
            return named(argument) + " was given an empty name.";
        }
        return "What " + named(argument) + " was given is not of the kind that it takes" + words(argument.type()) + ".";
    }

    private static boolean namesAFile(ArgSpec argument) {
        return argument.type() == Path.class || argument.type() == SecretFile.class;
    }

    private static String words(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return constants == null
                ? ""
                : List.of(constants).stream()
                        .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private static String named(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
