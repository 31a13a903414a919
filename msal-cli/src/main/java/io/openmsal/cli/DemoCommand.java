package io.openmsal.cli;

import io.openmsal.cli.demo.Demo;
import io.openmsal.cli.demo.DemoReport;
import io.openmsal.cli.demo.Outcome;
import io.openmsal.domain.failure.MsalCancelledException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every flow at work, with nothing but this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs every flow, and the failures worth knowing, against an identity provider and Azure"
                + " hosts emulated in this process. Needs no tenant and no network; keeps nothing, shows no token.")
final class DemoCommand implements ReportingCommand {

    private static final int SOMETHING_WENT_WRONG = 1;

    private final Shell shell;
    private final Function<Consumer<Outcome>, List<Outcome>> scenarios;

    @Mixin
    private OutputOptions output = new OutputOptions();

    DemoCommand(Shell shell) {
        this(shell, Demo::run);
    }

    DemoCommand(Shell shell, Function<Consumer<Outcome>, List<Outcome>> scenarios) {
        this.shell = shell;
        this.scenarios = scenarios;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        List<Outcome> outcomes = output.isJson() ? scenarios.apply(outcome -> goOn()) : told();
        if (output.isJson()) {
            output.write(DemoReport.document(outcomes), shell);
        }
        return outcomes.stream().allMatch(Outcome::asExpected) ? FailureKind.SUCCESS : SOMETHING_WENT_WRONG;
    }

    private List<Outcome> told() {
        output.write(DemoReport.heading(), shell);
        List<Outcome> outcomes = scenarios.apply(outcome -> {
            goOn();
            output.write(DemoReport.line(outcome), shell);
        });
        output.write(DemoReport.summary(outcomes), shell);
        return outcomes;
    }

    /** Scenarios are short, and some of them cancel something themselves: so Ctrl-C is heard between two. */
    private void goOn() {
        if (shell.cancellation().isCancelled()) {
            throw new MsalCancelledException("authentication_canceled", "Cancelled during the demo.", null, null);
        }
    }
}
