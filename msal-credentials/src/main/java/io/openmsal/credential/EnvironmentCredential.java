package io.openmsal.credential;

import io.openmsal.Adapters;
import io.openmsal.AuthorityHost;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.managedidentity.SourceSigns;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An application whose secret or certificate stands in the environment variables that the Azure tools share:
 * {@code AZURE_CLIENT_ID}, {@code AZURE_TENANT_ID}, and {@code AZURE_CLIENT_SECRET} or {@code AZURE_CLIENT_CERTIFICATE_PATH} (a
 * PEM file with the key, or a PFX file) with {@code AZURE_CLIENT_CERTIFICATE_PASSWORD}. A secret goes before a certificate,
 * as in those tools. {@code AZURE_CLIENT_SEND_CERTIFICATE_CHAIN}, when it is {@code true} or {@code 1}, sends the chain along.
 * {@code AZURE_USERNAME} and {@code AZURE_PASSWORD} are not used: a person's password is no credential of a program.
 */
public final class EnvironmentCredential extends ApplicationCredential {

    private static final String CLIENT_ID = "AZURE_CLIENT_ID";
    private static final String TENANT_ID = "AZURE_TENANT_ID";
    private static final String SECRET = "AZURE_CLIENT_SECRET";
    private static final String CERTIFICATE = "AZURE_CLIENT_CERTIFICATE_PATH";
    private static final String PASSWORD = "AZURE_CLIENT_CERTIFICATE_PASSWORD";
    private static final String SENDS_CHAIN = "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN";

    private final Adapters adapters;
    private final AuthorityHost host;

    /**
     * Makes the credential; reads nothing yet.
     *
     * @param adapters the outside world, in whose environment the variables are
     * @param host which authority the variables may name
     */
    public EnvironmentCredential(Adapters adapters, AuthorityHost host) {
        this.adapters = Objects.requireNonNull(adapters, "adapters");
        this.host = Objects.requireNonNull(host, "host");
    }

    @Override
    public String name() {
        return "environment";
    }

    @Override
    SourceSigns signs() {
        Environment environment = adapters.environment();
        SourceSigns who = SourceSigns.variables(environment, CLIENT_ID, TENANT_ID);
        SourceSigns secret = SourceSigns.variables(environment, SECRET);
        SourceSigns certificate = SourceSigns.variables(environment, CERTIFICATE);
        List<String> seen = new ArrayList<>(who.seen());
        seen.addAll(secret.seen());
        seen.addAll(certificate.seen());
        List<String> missing = new ArrayList<>(who.missing());
        if (!secret.areComplete() && !certificate.areComplete()) {
            missing.add(String.join(
                    " or ", secret.missing().get(0), certificate.missing().get(0)));
        }
        return new SourceSigns(seen, missing);
    }

    @Override
    ConfidentialClientApplicationBuilder builder() {
        Environment environment = adapters.environment();
        return host.authorityOf(
                        ConfidentialClientApplication.builder(value(CLIENT_ID), credential(environment)), environment)
                .adapters(adapters);
    }

    private ClientCredential credential(Environment environment) {
        // the values as they are: a secret may end in a space
        return SourceSigns.variables(environment, SECRET).areComplete()
                ? ClientCredentials.secret(environment.variable(SECRET).orElse(""))
                : chosen(certificate(
                        value(CERTIFICATE),
                        environment
                                .variable(PASSWORD)
                                .filter(text -> !text.isEmpty())
                                .map(Secret::of)));
    }

    private ClientCredential chosen(ClientCertificate certificate) {
        String wanted = value(SENDS_CHAIN).toLowerCase(Locale.ROOT);
        return wanted.equals("true") || wanted.equals("1") ? certificate.withCertificateChain() : certificate;
    }

    private static ClientCertificate certificate(String path, Optional<Secret> password) {
        try {
            return CertificateFile.at(Path.of(path)).certificate(password);
        } catch (InvalidPathException noPath) {
            throw new MsalConfigurationException(
                    "invalid_environment", "The environment variable " + CERTIFICATE + " is not a path. Correct it.");
        }
    }

    private String value(String name) {
        return adapters.environment().variable(name).map(String::trim).orElse("");
    }
}
