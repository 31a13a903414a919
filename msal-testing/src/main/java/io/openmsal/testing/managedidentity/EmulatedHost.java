package io.openmsal.testing.managedidentity;

import io.openmsal.testing.environment.FakeEnvironment;
import java.util.Map;

/** The hosts that {@link AzureHostEmulator} plays: their environment, and what each wants of a request. */
public enum EmulatedHost {
    /** The metadata service of virtual machines (API version 2018-02-01), found by the variable for its stand-ins. */
    IMDS("/metadata/identity/oauth2/token", "2018-02-01", "Metadata", "true") {
        @Override
        FakeEnvironment environment(String origin) {
            return new FakeEnvironment()
                    .withProperty("os.name", "Linux")
                    .withVariable("AZURE_POD_IDENTITY_AUTHORITY_HOST", origin);
        }
    },
    /** App Service and Functions (API version 2019-08-01). */
    APP_SERVICE("/msi/token", "2019-08-01", "X-IDENTITY-HEADER", "emulated-identity-header") {
        @Override
        FakeEnvironment environment(String origin) {
            return new FakeEnvironment()
                    .withProperty("os.name", "Linux")
                    .withVariable("IDENTITY_ENDPOINT", origin + "/msi/token")
                    .withVariable("IDENTITY_HEADER", "emulated-identity-header");
        }
    },
    /** Azure Arc on Linux (API version 2020-06-01), with its challenge. The key file is in the environment. */
    AZURE_ARC("/metadata/identity/oauth2/token", "2020-06-01", "Metadata", "true") {
        @Override
        FakeEnvironment environment(String origin) {
            return new FakeEnvironment()
                    .withProperty("os.name", "Linux")
                    .withVariable("IDENTITY_ENDPOINT", origin + "/metadata/identity/oauth2/token")
                    .withVariable("IMDS_ENDPOINT", origin)
                    .withFile(ARC_KEY_FILE, ARC_KEY);
        }

        @Override
        boolean wantsChallenge(Map<String, String> headers) {
            return !("Basic " + ARC_KEY).equals(headers.get("Authorization"));
        }
    },
    /** Azure Machine Learning (API version 2017-09-01). */
    MACHINE_LEARNING("/MSI/auth", "2017-09-01", "secret", "emulated-secret") {
        @Override
        FakeEnvironment environment(String origin) {
            return new FakeEnvironment()
                    .withProperty("os.name", "Linux")
                    .withVariable("MSI_ENDPOINT", origin + "/MSI/auth")
                    .withVariable("MSI_SECRET", "emulated-secret");
        }
    };

    static final String ARC_KEY_FILE = "/var/opt/azcmagent/tokens/emulated.key";
    private static final String ARC_KEY = "emulated-arc-key";

    private final String path;
    private final String apiVersion;
    private final String header;
    private final String value;

    EmulatedHost(String path, String apiVersion, String header, String value) {
        this.path = path;
        this.apiVersion = apiVersion;
        this.header = header;
        this.value = value;
    }

    abstract FakeEnvironment environment(String origin);

    boolean wantsChallenge(Map<String, String> headers) {
        return false;
    }

    /** What is wrong with a request; empty when nothing is. */
    String faultOf(String method, String requestPath, Map<String, String> query, Map<String, String> headers) {
        if (!method.equals("GET") || !requestPath.equals(path)) {
            return method + " " + requestPath + " instead of GET " + path;
        }
        if (!apiVersion.equals(query.get("api-version"))) {
            return "api-version must be " + apiVersion;
        }
        if (!value.equals(headers.get(header))) {
            return "the header " + header + " is missing or wrong";
        }
        return query.getOrDefault("resource", "").isEmpty() ? "resource is missing" : "";
    }
}
