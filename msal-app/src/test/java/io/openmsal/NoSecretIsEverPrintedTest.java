package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ProvidedToken;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.store.FakeTokenStore;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plants canaries in every secret that is sent and in every field that comes back, and looks for them in all that is printed:
 * both streams, JDK logging at its most verbose, events with personal values, exceptions with causes, texts of all objects,
 * and serialized forms.
 */
class NoSecretIsEverPrintedTest {

    private static final String CANARY = "canaryCANARYcanary";
    private static final String SCOPE = "https://graph.example/.default";

    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed, true);
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream streams = new ByteArrayOutputStream();
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public synchronized void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final TestClock clock = new TestClock();
    private final FakeHttpTransport http = new FakeHttpTransport();
    private final EventSink everything = event -> {
        out.println(event);
        event.fields().forEach(field -> out.println(field.name() + "=" + field.value()));
    };

    @BeforeEach
    void listen() {
        PrintStream captured = new PrintStream(streams, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        System.setErr(captured);
        Logger.getLogger("").addHandler(recorder);
        Logger.getLogger("").setLevel(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        System.setOut(realOut);
        System.setErr(realErr);
        Logger.getLogger("").removeHandler(recorder);
        Logger.getLogger("").setLevel(Level.INFO);
    }

    private static String token(String name) {
        return name + "-" + CANARY;
    }

    private static String jwt() {
        String part = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"sub\":\"s\",\"aud\":\"other\",\"x\":\"" + CANARY + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        return "eyJhbGciOiJSUzI1NiJ9." + part + "." + CANARY;
    }

    private void run(Runnable action) {
        try {
            action.run();
            out.println("done");
        } catch (MsalException failure) {
            failure.printStackTrace(out);
            out.println(failure + " " + failure.errorCode() + " " + failure.correlationId());
            serialize(failure);
        }
    }

    private void serialize(Object value) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(value);
            objects.flush();
            out.println(bytes.toString(StandardCharsets.ISO_8859_1));
        } catch (java.io.IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private void show(AuthenticationResult result) {
        out.println(result);
        out.println(result.account() + " " + result.idTokenClaims() + " " + result.idToken());
        result.account().ifPresent(this::serialize);
        out.println(result.metadata() + " " + result.metadata().toText());
        serialize(result.metadata());
    }

    @Test
    void notInAnyFlowWhateverTheServerAnswers() {
        Adapters adapters = Adapters.jdkOnly(HttpSettings.defaults(), everything)
                .withTransport(http)
                .withClock(clock, new FakeSleeper(clock));
        ConfidentialClientApplication daemon = ConfidentialClientApplication.builder(
                        "client-1", ClientCredentials.secret(token("secret")))
                .authority("https://login.microsoftonline.com/contoso.example")
                .adapters(adapters)
                .build();
        PendingSignIn pending = daemon.signIn(URI.create("https://app.example/"), "User.Read")
                .loginHint("ada@contoso.example")
                .begin();
        out.println(daemon + " " + adapters + " " + pending + " " + pending.toText());
        Map<String, String> answer = Map.of("code", token("code"), "state", pending.state());

        String success = "{\"access_token\":\"" + token("at") + "\",\"refresh_token\":\"" + token("rt")
                + "\",\"expires_in\":3600,\"client_info\":\"eyJ1aWQiOiJ1IiwidXRpZCI6InQifQ\"}";
        List<String> answers = new ArrayList<>(List.of(
                success,
                "{\"access_token\":\"" + token("at") + "\",\"id_token\":\"" + jwt() + "\"}",
                "<html>" + token("html") + "</html>",
                success.substring(0, success.length() - 5),
                "{\"access_token\":{\"x\":\"" + token("at") + "\"}}",
                "{\"error\":\"invalid_client\",\"error_description\":\"got " + token("secret") + " and " + jwt()
                        + "\"}",
                "{\"error\":\"invalid_grant\",\"error_description\":\"got " + token("secret") + "\",\"suberror\":\""
                        + token("secret") + "\",\"trace_id\":\"" + token("secret") + "\"}"));
        for (int status : new int[] {200, 400, 401, 429, 500}) {
            for (String body : answers) {
                http.reply(status, body);
                run(() ->
                        show(daemon.acquireTokenForClient(SCOPE).forceRefresh().execute()));
                http.reply(status, body);
                run(() -> show(
                        daemon.acquireTokenByAuthorizationCode(pending, answer).execute()));
                http.reply(status, body);
                run(() -> show(daemon.acquireTokenByRefreshToken(Secret.of(token("rt")), "User.Read")
                        .execute()));
            }
        }

        assertNothingLeaked();
    }

    @Test
    void notWithAPasswordWhateverTheOrganizationAnswers() {
        PublicClientApplication desktop = PublicClientApplication.builder("client-1")
                .authority("https://login.microsoftonline.com/contoso.example")
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), everything)
                        .withTransport(http)
                        .withClock(clock, new FakeSleeper(clock)))
                .build();
        String envelope =
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>%s</s:Body></s:Envelope>";
        String assertion =
                "<Assertion xmlns='urn:oasis:names:tc:SAML:2.0:assertion' ID='" + token("saml") + "'></Assertion>";
        String sent =
                Base64.getUrlEncoder().withoutPadding().encodeToString(assertion.getBytes(StandardCharsets.UTF_8));
        String issued = envelope.formatted(
                "<RequestSecurityTokenResponse xmlns='http://schemas.xmlsoap.org/ws/2005/02/trust'>"
                        + "<RequestedSecurityToken>" + assertion + "</RequestedSecurityToken>"
                        + "<TokenType>urn:oasis:names:tc:SAML:2.0:assertion</TokenType></RequestSecurityTokenResponse>");
        List<String> answers = List.of(
                issued,
                issued.replace("TokenType", token("type")),
                issued.substring(0, issued.length() - 3),
                envelope.formatted("<s:Fault><s:Code><s:Subcode><s:Value>" + token("password")
                        + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text>" + token("password")
                        + " is wrong</s:Text></s:Reason></s:Fault>"),
                "<!DOCTYPE a [<!ENTITY e '" + token("entity") + "'>]><a>&e;</a>",
                token("text"));
        for (String answer : answers) {
            http.reply(
                            200,
                            "{\"account_type\":\"Federated\",\"federation_active_auth_url\":"
                                    + "\"https://sts.contoso.example/trust/2005/usernamemixed\"}")
                    .reply(200, answer);
            if (answer.equals(issued)) {
                http.reply(400, "{\"error\":\"invalid_grant\",\"error_description\":\"got " + sent + "\"}");
            }
            run(() -> show(desktop.acquireTokenByUsernamePassword("ada", Secret.of(token("password")), "User.Read")
                    .execute()));
        }

        assertThat(http.unusedReplies()).isZero();
        assertThat(http.lastRequest().body()).contains(CANARY);
        assertThat(printed.toString()).contains("is wrong", "wstrust_invalid_response", "invalid_grant");
        assertThat(printed.toString()).doesNotContain(sent);
        assertNothingLeaked();
    }

    @Test
    void notInTheTextOfAnyCredential() {
        TestCertificate certificate = TestCertificates.valid();
        Secret secret = Secret.of(token("secret"));
        Secret passphrase = Secret.of(token("passphrase"));
        ClientCertificate pem = ClientCredentials.pemCertificate(
                certificate.certificatePem(),
                Secret.of(certificate.encryptedPrivateKeyPem(passphrase)),
                Optional.of(passphrase));
        List<ClientCredential> credentials = List.of(
                ClientCredentials.secret(secret.reveal()),
                ClientCredentials.secret(() -> secret),
                ClientCredentials.assertion(() -> secret),
                ClientCredentials.assertion(request -> secret),
                ClientCredentials.boundAssertion(pem::tlsIdentity, (request, identity) -> secret),
                ClientCredentials.primaryAndSecondary(
                        ClientCredentials.secret(secret.reveal()), ClientCredentials.assertion(() -> secret)),
                ClientCredentials.appTokenProvider(request -> ProvidedToken.of(secret, Duration.ofHours(1))),
                pem,
                pem.withCertificateChain(),
                pem.withClaims(Map.of("claim", token("claim"))),
                pem.overMutualTls(),
                ClientCredentials.keyStoreCertificate(certificate.keyStore("app", passphrase), "app", passphrase));
        for (ClientCredential credential : credentials) {
            out.println(credential);
            out.println(ConfidentialClientApplication.builder("client-1", credential)
                    .authority("https://login.microsoftonline.com/contoso.example")
                    .transport(http)
                    .build());
        }

        assertThat(printed.toString()).contains("client-1 at").doesNotContain(CANARY);
        for (String line : certificate.privateKeyPem().split("\n")) {
            if (line.length() > 20 && !line.startsWith("-")) {
                assertThat(printed.toString()).doesNotContain(line);
            }
        }
    }

    @Test
    void notOnTheWayThroughTheRealTransports() {
        HttpSettings quick = HttpSettings.builder()
                .connectTimeout(Duration.ofMillis(300))
                .retryPolicy(io.openmsal.adapter.http.RetryPolicy.none())
                .build();
        for (Adapters adapters : List.of(
                Adapters.jdkOnly(quick, everything),
                Adapters.jdkOnly(quick, everything).withTransport(new ApacheHttpTransport(quick)))) {
            ConfidentialClientApplication daemon = ConfidentialClientApplication.builder(
                            "client-1", ClientCredentials.secret(token("secret")))
                    .trustedAuthority("https://localhost:1/contoso")
                    .adapters(adapters)
                    .build();
            run(() -> daemon.acquireTokenForClient(SCOPE).execute());
        }

        assertNothingLeaked();
    }

    /** Tokens and codes are the canaries here: each is told apart by its own text. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void notInTheLogsOfAnyLibraryDuringWholeTokenRequests(boolean apache) throws Exception {
        TestCertificate certificate = TestCertificates.valid();
        Secret passphrase = Secret.of(token("passphrase"));
        List<String> secrets = new ArrayList<>(List.of(CANARY));
        try (Emulator emulator = Emulator.start();
                ApacheHttpTransport httpClient = new ApacheHttpTransport(Emulated.settings(emulator))) {
            emulator.deviceCodeInterval(Duration.ZERO);
            emulator.add(EmulatorApp.of("certified").withCertificate(certificate.certificate()));
            FakeTokenStore store = new FakeTokenStore();
            Adapters jdk = Adapters.jdkOnly(Emulated.settings(emulator), everything)
                    .withBrowser(Emulated.browser(emulator, "ada@contoso.example"));
            Adapters adapters = apache ? jdk.withTransport(httpClient) : jdk;
            ConfidentialClientApplication daemon = Emulated.confidentialClient(emulator, adapters);
            ConfidentialClientApplication certified = ConfidentialClientApplication.builder(
                            "certified",
                            ClientCredentials.pemCertificate(
                                    certificate.certificatePem(),
                                    Secret.of(certificate.encryptedPrivateKeyPem(passphrase)),
                                    Optional.of(passphrase)))
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(adapters)
                    .build();
            PublicClientApplication desktop = PublicClientApplication.builder(emulator.defaultPublicClientId())
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(adapters)
                    .tokenStore(store)
                    .build();
            secrets.add(emulator.defaultClientSecret().reveal());
            List<Callable<AuthenticationResult>> calls = List.of(
                    () -> daemon.acquireTokenForClient(SCOPE).execute(),
                    () -> certified.acquireTokenForClient(SCOPE).execute(),
                    () -> desktop.acquireTokenInteractive("User.Read").execute(),
                    () -> desktop.acquireTokenSilent(desktop.accounts().get(0), "User.Read")
                            .forceRefresh()
                            .execute(),
                    () -> desktop.acquireTokenByDeviceCode(
                                    code -> emulator.approveDeviceCode(code.userCode(), "ada@contoso.example"),
                                    "User.Read")
                            .execute());
            for (Callable<AuthenticationResult> call : calls) {
                AuthenticationResult result = call.call();
                secrets.add(result.accessToken());
                result.idToken().map(Secret::reveal).ifPresent(secrets::add);
                secrets.addAll(secretsKeptIn(store));
            }
            for (EmulatorRequest request : emulator.requests()) {
                for (String name :
                        List.of("code", "code_verifier", "refresh_token", "client_assertion", "device_code")) {
                    request.parameter(name).ifPresent(secrets::add);
                }
            }
        }

        assertThat(secrets)
                .hasSizeGreaterThan(15)
                .allSatisfy(secret -> assertThat(secret).isNotBlank());
        assertThat(records)
                .extracting(LogRecord::getLoggerName)
                .anyMatch(name -> name.startsWith(apache ? "org.apache.hc." : "sun.net.www."));
        assertThat(logged() + streams.toString(StandardCharsets.UTF_8) + printed)
                .doesNotContain(secrets.toArray(String[]::new));
    }

    private static List<String> secretsKeptIn(FakeTokenStore store) throws Exception {
        List<String> secrets = new ArrayList<>();
        for (String partition : store.partitions()) {
            Matcher secret = Pattern.compile("\"secret\": ?\"([^\"]+)\"")
                    .matcher(new String(store.content(partition), StandardCharsets.UTF_8));
            while (secret.find()) {
                secrets.add(secret.group(1));
            }
        }
        return secrets;
    }

    /** Every record with its parameters and stack trace. */
    private String logged() {
        SimpleFormatter formatter = new SimpleFormatter();
        return records.stream().map(formatter::format).collect(Collectors.joining());
    }

    private void assertNothingLeaked() {
        String everythingPrinted = printed + streams.toString(StandardCharsets.UTF_8);
        assertThat(printed.toString()).contains("Exception");
        everythingPrinted += logged();
        assertThat(everythingPrinted.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain(CANARY.toLowerCase(java.util.Locale.ROOT));
    }
}
