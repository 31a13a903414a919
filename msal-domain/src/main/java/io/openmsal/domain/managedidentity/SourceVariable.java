package io.openmsal.domain.managedidentity;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;

/** Environment variables that a source needs. */
final class SourceVariable {

    private SourceVariable() {}

    /** A variable that is sent as a header and must not be seen. */
    static Secret secret(Environment environment, String name) {
        String value = environment.variable(name).map(String::trim).orElse("");
        if (value.isEmpty()) {
            throw new MsalConfigurationException(
                    "invalid_managed_identity_environment",
                    "The environment variable " + name
                            + " is not set. It is set by the Azure host that was named as the"
                            + " source of the managed identity; check that this is such a host.");
        }
        if (!value.matches("[\\x20-\\x7e]+")) {
            throw new MsalConfigurationException(
                    "invalid_managed_identity_environment",
                    "The environment variable " + name + " holds characters that no header can carry. It is set by the"
                            + " Azure host; remove whatever overrides it.");
        }
        return Secret.of(value);
    }
}
