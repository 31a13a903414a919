package io.openmsal.testing.managedidentity;

import com.google.gson.JsonObject;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.LoopbackServer.Received;
import java.util.List;
import java.util.Map;

/** The hosts that {@link AzureHostEmulator} plays: their environment, what each wants of a request, and how it answers. */
public enum EmulatedHost {
    /** The metadata service of virtual machines (API version 2018-02-01), found by the variable for its stand-ins. */
    IMDS("GET", "/metadata/identity/oauth2/token", "2018-02-01", "Metadata", "true") {
        @Override
        List<String> identityParameters() {
            return List.of("client_id", "object_id", "msi_res_id");
        }

        @Override
        FakeEnvironment environment(String origin, String thumbprint) {
            return linux().withVariable("AZURE_POD_IDENTITY_AUTHORITY_HOST", origin);
        }

        @Override
        boolean describesMachine() {
            return true;
        }
    },
    /**
     * The metadata service that speaks version 2 as well: it also certifies keys, so that tokens can be bound to them. See
     * {@link AzureHostEmulator#next(CredentialStep, HostFault)}.
     */
    IMDS_V2("GET", "/metadata/identity/oauth2/token", "2018-02-01", "Metadata", "true") {
        @Override
        List<String> identityParameters() {
            return IMDS.identityParameters();
        }

        @Override
        FakeEnvironment environment(String origin, String thumbprint) {
            return IMDS.environment(origin, thumbprint);
        }

        @Override
        boolean describesMachine() {
            return true;
        }

        @Override
        boolean certifiesKeys() {
            return true;
        }
    },
    /** App Service and Functions (API version 2019-08-01). */
    APP_SERVICE("GET", "/msi/token", "2019-08-01", "X-IDENTITY-HEADER", "emulated-identity-header") {
        @Override
        List<String> identityParameters() {
            return List.of("client_id", "object_id", "principal_id", "mi_res_id");
        }

        @Override
        FakeEnvironment environment(String origin, String thumbprint) {
            return linux().withVariable("IDENTITY_ENDPOINT", origin + "/msi/token")
                    .withVariable("IDENTITY_HEADER", "emulated-identity-header");
        }

        @Override
        void addLifetime(JsonObject token, long seconds, long now) {
            token.addProperty("expires_on", String.valueOf(now + seconds));
        }

        @Override
        JsonObject refusal(int status, String code, String message) {
            JsonObject json = new JsonObject();
            json.addProperty("statusCode", status);
            json.addProperty("message", message);
            return json;
        }
    },
    /** Azure Arc on Linux (API version 2020-06-01), with its challenge. The key file is in the environment. */
    AZURE_ARC("GET", "/metadata/identity/oauth2/token", "2020-06-01", "Metadata", "true") {
        @Override
        List<String> identityParameters() {
            return List.of("client_id", "object_id", "msi_res_id");
        }

        @Override
        FakeEnvironment environment(String origin, String thumbprint) {
            return linux().withVariable("IDENTITY_ENDPOINT", origin + "/metadata/identity/oauth2/token")
                    .withVariable("IMDS_ENDPOINT", origin)
                    .withFile(ARC_KEY_FILE, ARC_KEY);
        }

        @Override
        boolean wantsChallenge(Map<String, String> headers) {
            return !("Basic " + ARC_KEY).equals(headers.get("Authorization"));
        }
    },
    /**
     * Service Fabric (API version 2019-07-01-preview), over TLS with a certificate that nobody signed. Its thumbprint is in the
     * environment.
     */
    SERVICE_FABRIC("GET", "/metadata/identity/oauth2/token", "2019-07-01-preview", "Secret", "emulated-fabric-secret") {
        @Override
        List<String> furtherParameters() {
            return List.of("token_sha256_to_refresh", "xms_cc");
        }

        @Override
        boolean speaksTls() {
            return true;
        }

        @Override
        FakeEnvironment environment(String origin, String thumbprint) {
            return linux().withVariable("IDENTITY_ENDPOINT", origin + "/metadata/identity/oauth2/token")
                    .withVariable("IDENTITY_HEADER", "emulated-fabric-secret")
                    .withVariable("IDENTITY_SERVER_THUMBPRINT", thumbprint);
        }

        @Override
        String revokedHashIn(Map<String, String> parameters) {
            return parameters.getOrDefault("token_sha256_to_refresh", "");
        }

        @Override
        void addLifetime(JsonObject token, long seconds, long now) {
            token.addProperty("expires_on", now + seconds);
        }

        @Override
        JsonObject refusal(int status, String code, String message) {
            return nested(code, message);
        }
    },
    /** Azure Machine Learning (API version 2017-09-01), which wants a client id for its own identity too. It is in the environment. */
    MACHINE_LEARNING("GET", "/MSI/auth", "2017-09-01", "secret", "emulated-secret") {
        @Override
        List<String> identityParameters() {
            return List.of("clientid");
        }

        @Override
        String identityIn(Map<String, String> parameters) {
            String id = super.identityIn(parameters);
            return id.equals(DEFAULT_IDENTITY) ? "" : id;
        }

        @Override
        String faultOf(String usedMethod, Map<String, String> parameters, Map<String, String> headers) {
            String fault = super.faultOf(usedMethod, parameters, headers);
            return fault.isEmpty() && super.identityIn(parameters).isEmpty() ? "clientid is missing" : fault;
        }

        @Override
        FakeEnvironment environment(String origin, String thumbprint) {
            return linux().withVariable("MSI_ENDPOINT", origin + "/MSI/auth")
                    .withVariable("MSI_SECRET", "emulated-secret")
                    .withVariable("DEFAULT_IDENTITY_CLIENT_ID", DEFAULT_IDENTITY);
        }

        @Override
        void addLifetime(JsonObject token, long seconds, long now) {
            token.addProperty("expires_on", String.valueOf(now + seconds));
        }
    },
    /** Cloud Shell, which takes a form and knows no API versions. */
    CLOUD_SHELL("POST", "/oauth2/token", "", "Metadata", "true") {
        @Override
        FakeEnvironment environment(String origin, String thumbprint) {
            return linux().withVariable("MSI_ENDPOINT", origin + "/oauth2/token");
        }

        @Override
        String parametersOf(Received request, String query) {
            String type = request.headers().getOrDefault("Content-Type", "");
            return type.startsWith("application/x-www-form-urlencoded") ? request.body() : "";
        }

        @Override
        JsonObject refusal(int status, String code, String message) {
            return nested(code, message);
        }
    };

    static final String ARC_KEY_FILE = "/var/opt/azcmagent/tokens/emulated.key";
    private static final String ARC_KEY = "emulated-arc-key";
    private static final String DEFAULT_IDENTITY = "emulated-default-identity";

    private final String method;
    private final String path;
    private final String apiVersion;
    private final String header;
    private final String value;

    EmulatedHost(String method, String path, String apiVersion, String header, String value) {
        this.method = method;
        this.path = path;
        this.apiVersion = apiVersion;
        this.header = header;
        this.value = value;
    }

    /** What a program on this host sees, given where the host listens and the SHA-1 of its certificate if it has one. */
    abstract FakeEnvironment environment(String origin, String thumbprint);

    boolean speaksTls() {
        return false;
    }

    boolean certifiesKeys() {
        return false;
    }

    /** Whether it can be asked what machine it stands on. */
    boolean describesMachine() {
        return false;
    }

    /** Whether there is anything at this address. */
    boolean knows(String usedPath) {
        return usedPath.equals(path);
    }

    boolean wantsChallenge(Map<String, String> headers) {
        return false;
    }

    /** The hash of a token that shall not come again; empty when there is none, or when the host does not take it. */
    String revokedHashIn(Map<String, String> parameters) {
        return "";
    }

    /** Where the parameters of a request stand. */
    String parametersOf(Received request, String query) {
        return query;
    }

    /** What is wrong with a request; empty when nothing is. */
    String faultOf(String usedMethod, Map<String, String> parameters, Map<String, String> headers) {
        if (!usedMethod.equals(method)) {
            return usedMethod + " instead of " + method + " " + path;
        }
        if (!apiVersion.equals(parameters.getOrDefault("api-version", ""))) {
            return "api-version must be " + (apiVersion.isEmpty() ? "left out" : apiVersion);
        }
        if (!value.equals(headers.get(header))) {
            return "the header " + header + " is missing or wrong";
        }
        if (parameters.getOrDefault("resource", "").isEmpty()) {
            return "resource is missing";
        }
        return parameters.keySet().stream()
                .filter(name -> !knowsParameter(name))
                .findFirst()
                .map(name -> name + " is no parameter of this host")
                .orElse("");
    }

    private boolean knowsParameter(String name) {
        return name.equals("api-version")
                || name.equals("resource")
                || identityParameters().contains(name)
                || furtherParameters().contains(name);
    }

    /** The names by which this host is asked for a user-assigned identity. */
    List<String> identityParameters() {
        return List.of();
    }

    /** What this host knows beside version, resource and identity. */
    List<String> furtherParameters() {
        return List.of();
    }

    /** Whose token is asked for; empty for the host's own identity. */
    String identityIn(Map<String, String> parameters) {
        return identityParameters().stream()
                .map(name -> parameters.getOrDefault(name, ""))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Says how long a token lives, in this host's way. */
    void addLifetime(JsonObject token, long seconds, long now) {
        token.addProperty("expires_in", String.valueOf(seconds));
        token.addProperty("expires_on", String.valueOf(now + seconds));
    }

    /** A refusal in this host's way. */
    JsonObject refusal(int status, String code, String message) {
        JsonObject json = new JsonObject();
        json.addProperty("error", code);
        json.addProperty("error_description", message);
        return json;
    }

    private static JsonObject nested(String code, String message) {
        JsonObject error = new JsonObject();
        error.addProperty("code", code);
        error.addProperty("message", message);
        JsonObject json = new JsonObject();
        json.add("error", error);
        return json;
    }

    private static FakeEnvironment linux() {
        return new FakeEnvironment().withProperty("os.name", "Linux");
    }
}
