package io.openmsal.cli;

import io.openmsal.ConfidentialClientApplicationBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** From which region of Azure the application's own tokens come. */
final class RegionOptions {

    private static final String DETECTED = "auto";

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description =
                    "Ask Microsoft Entra in this region of Azure, such as westus2, or in the one that this process"
                            + " runs in ('auto').")
    private @Nullable String region;

    void applyTo(ConfidentialClientApplicationBuilder builder) {
        if (DETECTED.equalsIgnoreCase(region)) {
            builder.autoDetectRegion();
        } else if (region != null) {
            builder.region(region);
        }
    }
}
