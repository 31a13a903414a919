package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.environment.Environment;

/**
 * Which host the environment variable {@code AZURE_AUTHORITY_HOST} may name. Whoever sets that variable gets the application's
 * secret or assertion.
 */
public enum AuthorityHost {
    /** A host of a known Microsoft Entra cloud. */
    OF_A_KNOWN_CLOUD {
        @Override
        <B extends ApplicationBuilder<B>> B set(B builder, String authority) {
            return builder.authority(authority);
        }
    },
    /** Any host that speaks Microsoft Entra's protocol: a private cloud, a gateway, an emulator. */
    ANY {
        @Override
        <B extends ApplicationBuilder<B>> B set(B builder, String authority) {
            return builder.trustedAuthority(authority);
        }
    };

    private static final String HOST = "AZURE_AUTHORITY_HOST";
    private static final String TENANT = "AZURE_TENANT_ID";
    private static final String USUAL_HOST = "https://login.microsoftonline.com";

    abstract <B extends ApplicationBuilder<B>> B set(B builder, String authority);

    /**
     * Sets the authority that {@code AZURE_AUTHORITY_HOST} and {@code AZURE_TENANT_ID} name, as Azure's own platforms set them.
     *
     * @param builder takes the authority; a host that may not be named fails there or in {@code build()}
     * @param environment where the variables are; without the first it is the worldwide cloud
     * @param <B> the kind of builder
     * @return the builder
     * @throws MsalConfigurationException when there is no tenant
     */
    public <B extends ApplicationBuilder<B>> B authorityOf(B builder, Environment environment) {
        String host = value(environment, HOST).replaceAll("/+$", "");
        String tenant = value(environment, TENANT);
        if (tenant.isEmpty()) {
            throw new MsalConfigurationException(
                    "invalid_environment", "The environment variable " + TENANT + " is not set. Name the tenant.");
        }
        return set(builder, (host.isEmpty() ? USUAL_HOST : host) + "/" + tenant);
    }

    private static String value(Environment environment, String name) {
        return environment.variable(name).map(String::trim).orElse("");
    }
}
