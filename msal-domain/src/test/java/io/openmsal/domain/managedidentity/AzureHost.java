package io.openmsal.domain.managedidentity;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.event.Event;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host on fakes: its environment, its endpoint, its time. The environments are recorded from hosts, with other values. */
public final class AzureHost {

    public static final String RESOURCE = "https://vault.azure.net";
    public static final String ARC_KEY = "/var/opt/azcmagent/tokens/a1b2.key";

    public final TestClock clock = new TestClock();
    public final FakeSleeper sleeper = new FakeSleeper(clock);
    public final FakeHttpTransport http = new FakeHttpTransport();
    public final List<Event> events = new CopyOnWriteArrayList<>();
    public final List<String> pins = new CopyOnWriteArrayList<>();
    public final FakeEnvironment environment;
    public final SourceExchange exchange;

    public AzureHost(FakeEnvironment environment) {
        this(environment, Jitter.none());
    }

    AzureHost(FakeEnvironment environment, Jitter jitter) {
        this.environment = environment;
        this.exchange = new SourceExchange(
                http,
                thumbprint -> {
                    pins.add(thumbprint);
                    return http;
                },
                new GsonJsonCodec(),
                environment,
                clock,
                sleeper,
                jitter,
                events::add);
    }

    static FakeEnvironment linux() {
        return new FakeEnvironment().withProperty("os.name", "Linux");
    }

    static FakeEnvironment windows() {
        return new FakeEnvironment()
                .withProperty("os.name", "Windows Server 2022")
                .withVariable("ProgramFiles", "C:\\Program Files")
                .withVariable("ProgramData", "C:\\ProgramData");
    }

    public static FakeEnvironment virtualMachine() {
        return linux();
    }

    static FakeEnvironment podIdentity() {
        return linux().withVariable("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://10.0.0.17:8080/");
    }

    public static FakeEnvironment appService() {
        return linux().withVariable("WEBSITE_SITE_NAME", "contoso")
                .withVariable("IDENTITY_ENDPOINT", "http://127.0.0.1:41056/msi/token/")
                .withVariable("IDENTITY_HEADER", "canary-header")
                .withVariable("MSI_ENDPOINT", "http://127.0.0.1:41056/msi/token/")
                .withVariable("MSI_SECRET", "canary-header");
    }

    static FakeEnvironment functions() {
        return linux().withVariable("FUNCTIONS_WORKER_RUNTIME", "java")
                .withVariable("IDENTITY_ENDPOINT", "http://169.254.129.3:8081/msi/token")
                .withVariable("IDENTITY_HEADER", "canary-header");
    }

    static FakeEnvironment containerApps() {
        return linux().withVariable("CONTAINER_APP_NAME", "contoso")
                .withVariable("IDENTITY_ENDPOINT", "http://localhost:12356/msi/token")
                .withVariable("IDENTITY_HEADER", "canary-header");
    }

    public static FakeEnvironment serviceFabric() {
        return linux().withVariable("IDENTITY_ENDPOINT", "https://10.0.0.4:2377/metadata/identity/oauth2/token")
                .withVariable("IDENTITY_HEADER", "canary-header")
                .withVariable("IDENTITY_API_VERSION", "2019-07-01-preview")
                .withVariable("IDENTITY_SERVER_THUMBPRINT", "AA:BB CC:0123456789AABBCC0123456789AABBCC01");
    }

    static FakeEnvironment machineLearning() {
        return linux().withVariable("MSI_ENDPOINT", "http://127.0.0.1:46808/MSI/auth")
                .withVariable("MSI_SECRET", "canary-header")
                .withVariable("DEFAULT_IDENTITY_CLIENT_ID", "default-identity");
    }

    static FakeEnvironment cloudShell() {
        return linux().withVariable("AZUREPS_HOST_ENVIRONMENT", "cloud-shell/1.0")
                .withVariable("MSI_ENDPOINT", "http://localhost:50342/oauth2/token");
    }

    static FakeEnvironment arcOnLinux() {
        return linux().withVariable("IDENTITY_ENDPOINT", "http://localhost:40342/metadata/identity/oauth2/token")
                .withVariable("IMDS_ENDPOINT", "http://localhost:40342")
                .withFile(ARC_KEY, "canary-key");
    }

    static FakeEnvironment arcOnWindows() {
        return windows()
                .withFile("C:\\Program Files\\AzureConnectedMachineAgent\\himds.exe", new byte[10_000])
                .withFile("C:\\ProgramData\\AzureConnectedMachineAgent\\Tokens\\a1b2.key", "canary-key");
    }

    public CallContext context() {
        return context(Duration.ofSeconds(90));
    }

    CallContext context(Duration timeout) {
        return new CallContext("correlation-1", Deadline.after(clock, timeout), new Cancellation());
    }

    SourceToken ask(ManagedIdentitySource source, ManagedIdentityId id) {
        return ask(source, new SourceRequest(id, RESOURCE, Optional.empty(), List.of()));
    }

    SourceToken ask(ManagedIdentitySource source, SourceRequest request) {
        return source.token(request, exchange.call(source, context()));
    }

    /** Asks for the system-assigned identity. */
    SourceToken ask(ManagedIdentitySource source) {
        return ask(source, ManagedIdentityId.systemAssigned());
    }

    public static String token(String accessToken) {
        return "{\"access_token\":\"" + accessToken
                + "\",\"expires_in\":\"3599\",\"expires_on\":\"1907758799\",\"resource\":\"" + RESOURCE
                + "\",\"token_type\":\"Bearer\"}";
    }

    static HttpResponse answer(int status, String contentType, String body) {
        return new HttpResponse(
                status, HttpHeaders.empty().with("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpResponse challenge(String value) {
        return new HttpResponse(401, HttpHeaders.empty().with("WWW-Authenticate", value), new byte[0]);
    }
}
