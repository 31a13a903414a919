package io.openmsal.domain.authority;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an Azure region. It becomes part of the host that secrets are sent to, so nothing but one DNS label is taken.
 *
 * @param label such as {@code westus2}
 */
record RegionName(String label) {

    private static final Pattern LABEL = Pattern.compile("[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** The region somebody wrote down, as {@code West US 2} or {@code westus2}; empty when it cannot be one. */
    static Optional<RegionName> read(String text) {
        String label = text.replace(" ", "").toLowerCase(Locale.ROOT);
        return LABEL.matcher(label).matches() ? Optional.of(new RegionName(label)) : Optional.empty();
    }

    /** The region an application or its operator asked for. */
    static RegionName required(String text, String source) {
        return read(text)
                .orElseThrow(() -> new MsalConfigurationException(
                        "invalid_region",
                        "The region in " + source
                                + " is no name of a region: a letter, then letters, digits and hyphens,"
                                + " such as westus2. Nothing was sent."));
    }

    /** The same address in this region. */
    URI of(URI central) {
        String host = central.getHost();
        String regional = label + "." + (Cloud.PUBLIC.hosts().contains(host) ? "login.microsoft.com" : host);
        String port = central.getPort() < 0 ? "" : ":" + central.getPort();
        return URI.create(central.getScheme() + "://" + regional + port + central.getRawPath());
    }
}
