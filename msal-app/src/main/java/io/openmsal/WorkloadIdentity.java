package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.managedidentity.SourceSigns;
import io.openmsal.port.environment.Environment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The identity of a workload on Azure Kubernetes Service, or wherever else the platform writes a federated token into a file and
 * tells the rest by environment variables: {@code AZURE_CLIENT_ID}, {@code AZURE_TENANT_ID}, {@code AZURE_FEDERATED_TOKEN_FILE},
 * and {@code AZURE_AUTHORITY_HOST} if it is not the worldwide cloud.
 *
 * <p>Source: "Use Microsoft Entra Workload ID with Azure Kubernetes Service", injected environment variables.
 */
public final class WorkloadIdentity {

    private static final String CLIENT_ID = "AZURE_CLIENT_ID";
    private static final String TENANT_ID = "AZURE_TENANT_ID";
    private static final String TOKEN_FILE = "AZURE_FEDERATED_TOKEN_FILE";

    private WorkloadIdentity() {}

    /**
     * Looks for the signs of a workload identity. Reads variables alone.
     *
     * @param environment where to look
     * @return the names of the variables that are there, and of those that are missing
     */
    public static SourceSigns signsIn(Environment environment) {
        return SourceSigns.variables(environment, CLIENT_ID, TENANT_ID, TOKEN_FILE);
    }

    /**
     * Starts to build the application of the workload. Its client id, authority and credential are set; the file with the token
     * is read anew for each token request, since the platform replaces it.
     *
     * @param environment where the variables and the file are
     * @param host which authority the variables may name
     * @return a builder for everything else; it does not take the environment for its adapters
     * @throws MsalConfigurationException when a variable is missing, naming what was seen
     */
    public static ConfidentialClientApplicationBuilder builder(Environment environment, AuthorityHost host) {
        SourceSigns signs = signsIn(environment);
        if (!signs.areComplete()) {
            throw new MsalConfigurationException(
                    "workload_identity_not_available",
                    "There is no workload identity here: " + signs + ". On Azure Kubernetes Service, give the pod a"
                            + " service account that is annotated with the client id, and the label"
                            + " azure.workload.identity/use.");
        }
        return host.authorityOf(
                ConfidentialClientApplication.builder(
                        value(environment, CLIENT_ID),
                        ClientCredentials.federatedTokenFile(tokenFile(environment), environment)),
                environment);
    }

    private static Path tokenFile(Environment environment) {
        try {
            Path file = Path.of(value(environment, TOKEN_FILE));
            if (FederatedTokenFile.canBe(file)) {
                return file;
            }
        } catch (InvalidPathException noPath) {
            // the cause would show the value, which may be the token itself
        }
        throw new MsalConfigurationException(
                "invalid_environment",
                "The environment variable " + TOKEN_FILE + " is not a path. It is set by the platform; remove"
                        + " whatever overrides it.");
    }

    private static String value(Environment environment, String name) {
        return environment.variable(name).map(String::trim).orElse("");
    }
}
