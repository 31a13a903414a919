package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How the library and the application introduce themselves to servers, in header fields that the provider's operators see in
 * their logs. Immutable and safe for many threads.
 *
 * @param operatingSystem sent as {@code x-client-OS}
 * @param applicationName sent as {@code x-app-name}, if there is one
 * @param applicationVersion sent as {@code x-app-ver}, if there is one
 */
public record Introduction(
        String operatingSystem, Optional<String> applicationName, Optional<String> applicationVersion) {

    private static final int LONGEST = 100;
    private static final String HEADER_TEXT = "[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?";

    /** Checks that nothing is missing. */
    public Introduction {
        Objects.requireNonNull(operatingSystem, "operatingSystem");
        Objects.requireNonNull(applicationName, "applicationName");
        Objects.requireNonNull(applicationVersion, "applicationVersion");
    }

    /**
     * An introduction of the library alone.
     *
     * @param environment where the operating system's name is read
     * @return an introduction without an application
     */
    public static Introduction of(Environment environment) {
        String name = environment.property("os.name").orElse("").toLowerCase(Locale.ROOT);
        return new Introduction(platform(name), Optional.empty(), Optional.empty());
    }

    // the three names under which all MSALs go
    private static String platform(String name) {
        if (name.startsWith("windows")) {
            return "win32";
        }
        if (name.startsWith("mac")) {
            return "darwin";
        }
        return name.isEmpty() ? "unknown" : name.replace(' ', '-');
    }

    /**
     * The same with the application's name and version.
     *
     * @param name the application
     * @param version its version
     * @return a copy
     * @throws MsalConfigurationException when one of them cannot be sent in a header field
     */
    public Introduction withApplication(String name, String version) {
        check("application_name", name);
        check("application_version", version);
        return new Introduction(operatingSystem, Optional.of(name), Optional.of(version));
    }

    private static void check(String what, String text) {
        if (text.length() > LONGEST || !text.matches(HEADER_TEXT)) {
            throw new MsalConfigurationException(
                    "invalid_" + what,
                    "The " + what.replace('_', ' ') + " has to be 1 to " + LONGEST
                            + " printable ASCII characters, since it is sent in a header field.");
        }
    }

    HttpRequest on(HttpRequest request) {
        HttpRequest introduced = request.withHeader("x-client-SKU", Product.NAME)
                .withHeader("x-client-Ver", Product.VERSION)
                .withHeader("x-client-OS", operatingSystem);
        if (applicationName.isPresent()) {
            introduced = introduced.withHeader("x-app-name", applicationName.get());
        }
        if (applicationVersion.isPresent()) {
            introduced = introduced.withHeader("x-app-ver", applicationVersion.get());
        }
        return introduced;
    }
}
