package io.openmsal.domain.managedidentity;

import io.openmsal.port.environment.Environment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What speaks for a kind of host, and what is missing for it: names of variables and files, never their values. Immutable and
 * safe for many threads.
 *
 * @param seen what was found
 * @param missing what would have to be there too; empty when this is the host
 */
public record SourceSigns(List<String> seen, List<String> missing) {

    /** Keeps copies. */
    public SourceSigns {
        seen = Collections.unmodifiableList(new ArrayList<>(seen));
        missing = Collections.unmodifiableList(new ArrayList<>(missing));
    }

    /**
     * Signs that are all environment variables. One that is set to nothing counts as missing.
     *
     * @param environment where to look
     * @param names the variables that must all be there
     * @return what was found of them
     */
    public static SourceSigns variables(Environment environment, String... names) {
        List<String> seen = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            if (isSet(environment, name)) {
                seen.add(name);
            } else {
                missing.add(environment.variable(name).isPresent() ? name + " (set, but empty)" : name);
            }
        }
        return new SourceSigns(seen, missing);
    }

    static boolean isSet(Environment environment, String name) {
        return environment
                .variable(name)
                .filter(value -> !value.trim().isEmpty())
                .isPresent();
    }

    /**
     * Whether nothing is missing.
     *
     * @return true when this is the host
     */
    public boolean areComplete() {
        return missing.isEmpty();
    }

    /** What was seen and what is missing, in one line. */
    @Override
    public String toString() {
        return "seen " + listed(seen) + ", missing " + listed(missing);
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "nothing" : String.join(" and ", names);
    }
}
