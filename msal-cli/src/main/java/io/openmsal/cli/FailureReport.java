package io.openmsal.cli;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalThrottledException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;

/**
 * Tells why a command failed: as text on the error stream, or as JSON where the result would have been. Messages of the
 * library are free of secrets; those of other exceptions are not known to be, so they are shown on request only.
 */
final class FailureReport implements IExecutionExceptionHandler {

    private final Shell shell;

    FailureReport(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        OutputOptions output =
                commandLine.getCommand() instanceof ReportingCommand command ? command.output() : new OutputOptions();
        try {
            return report(failure, commandLine, output);
        } catch (RuntimeException | Error unreportable) {
            // most likely the result's stream is what broke; the error stream is another
            Throwable origin = originOf(failure);
            shell.say(origin instanceof MsalException ? String.valueOf(origin.getMessage()) : inWords(origin));
            shell.say("It could not be reported as was asked ("
                    + unreportable.getClass().getSimpleName() + ").");
            origin.addSuppressed(unreportable);
            detail(origin, output);
            return FailureKind.BUG;
        }
    }

    private int report(Exception failure, CommandLine commandLine, OutputOptions output) {
        if (failure instanceof MsalException expected) {
            report(expected, output, commandLine.getCommandSpec().optionsMap()::containsKey);
            detail(failure, output);
            return FailureKind.of(expected).exitCode();
        }
        Throwable origin = originOf(failure);
        reportDefect(origin, output);
        detail(origin, output);
        return FailureKind.BUG;
    }

    private static Throwable originOf(Exception failure) {
        return failure instanceof ExecutionException && failure.getCause() instanceof Error error ? error : failure;
    }

    private void report(MsalException failure, OutputOptions output, Predicate<String> isOption) {
        if (output.isJson()) {
            output.write(ErrorDocument.of(failure), shell);
            return;
        }
        shell.say(String.valueOf(failure.getMessage()));
        OptionHint.of(failure, isOption).ifPresent(shell::say);
        if (failure instanceof MsalThrottledException throttled) {
            shell.say("Not before " + throttled.retryAt() + ".");
        }
    }

    private void reportDefect(Throwable origin, OutputOptions output) {
        if (output.isJson()) {
            output.write(ErrorDocument.of("unexpected_failure", inWords(origin), FailureKind.BUG_WORD), shell);
        } else {
            shell.say(inWords(origin));
        }
    }

    private static String inWords(Throwable origin) {
        return "This should not have happened (" + origin.getClass().getSimpleName()
                + "). Run it again with -v -v and report what it prints.";
    }

    private void detail(Throwable failure, OutputOptions output) {
        if (output.showsStackTraces()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            shell.say(trace.toString().trim());
        } else if (output.isVerbose()) {
            shell.say(String.join(", caused by ", classesOf(failure)));
        }
    }

    private static List<String> classesOf(Throwable failure) {
        List<String> classes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && classes.size() < 10; cause = cause.getCause()) {
            classes.add(cause.getClass().getName());
        }
        return classes;
    }
}
