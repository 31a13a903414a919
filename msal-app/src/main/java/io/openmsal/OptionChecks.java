package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What every builder and request refuses alike. */
final class OptionChecks {

    private OptionChecks() {}

    static void refuseBoth(boolean conflict, String option, String other) {
        if (conflict) {
            throw new MsalConfigurationException(
                    "conflicting_options",
                    "Both " + option + " and " + other + " were set, and one would be ignored. Choose one.");
        }
    }

    static Duration timeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new MsalConfigurationException("invalid_timeout", "A timeout must be longer than nothing.");
        }
        return limit;
    }

    static List<String> capabilities(String... names) {
        for (String name : names) {
            if (name == null || name.trim().isEmpty()) {
                throw new MsalConfigurationException(
                        "invalid_client_capability",
                        "A client capability is empty. Name each one, such as CP1, or leave the option out.");
            }
        }
        return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(names)));
    }
}
