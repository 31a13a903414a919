package io.openmsal.domain.managedidentity;

import io.openmsal.port.environment.Environment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which kind of host this is, and why: the first whose signs are complete. A pure function of the environment, which sends
 * nothing. Immutable and safe for many threads.
 */
public final class SourceDetection {

    private final Map<ManagedIdentitySource, SourceSigns> findings;

    private SourceDetection(Map<ManagedIdentitySource, SourceSigns> findings) {
        this.findings = findings;
    }

    /**
     * Every host of Azure, in the order in which they are looked for: those with more signs before those with fewer.
     *
     * @return new sources
     */
    public static List<ManagedIdentitySource> standardSources() {
        return Collections.unmodifiableList(Arrays.asList(
                new ServiceFabricSource(),
                new AppServiceSource(),
                new MachineLearningSource(),
                new CloudShellSource(),
                new AzureArcSource(),
                new ImdsSource()));
    }

    /**
     * Looks for the signs of some hosts.
     *
     * @param sources the hosts, in the order in which they are looked for
     * @param environment where to look
     * @return what was found
     */
    public static SourceDetection of(List<ManagedIdentitySource> sources, Environment environment) {
        Map<ManagedIdentitySource, SourceSigns> findings = new LinkedHashMap<>();
        for (ManagedIdentitySource source : sources) {
            findings.put(source, source.signsIn(environment));
        }
        return new SourceDetection(findings);
    }

    /**
     * The host.
     *
     * @return the first whose signs are complete, or empty when there is none
     */
    public Optional<ManagedIdentitySource> source() {
        return findings.entrySet().stream()
                .filter(finding -> finding.getValue().areComplete())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * What was looked for, seen and missing, for people. Holds names of variables and files, never values.
     *
     * @return one line for each host, and one for the outcome
     */
    public String explain() {
        List<String> lines = new ArrayList<>();
        findings.forEach((source, signs) -> lines.add(source.name() + ": " + signs));
        lines.add(source().map(found -> "So this is taken for " + found.name() + ".")
                .orElse("So this is none of them."));
        return String.join("\n", lines);
    }

    /** The explanation. */
    @Override
    public String toString() {
        return explain();
    }
}
