package io.openmsal.packaging.alone;

import java.io.PrintWriter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests in a process of its own, whose class path has other jars than the build's. */
public final class RunsTests {

    private RunsTests() {}

    /**
     * Prints {@code FOUND found, FAILED failed}, and every failure.
     *
     * @param arguments the names of test classes; what is no class is left out
     */
    public static void main(String... arguments) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (String name : arguments) {
            request.selectors(DiscoverySelectors.selectClass(name));
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), listener);
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true);
        summary.printFailuresTo(out, 5);
        out.println(summary.getTestsFoundCount() + " found, " + summary.getTotalFailureCount() + " failed");
        System.exit(0);
    }
}
