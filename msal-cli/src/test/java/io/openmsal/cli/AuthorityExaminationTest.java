package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.openmsal.Adapters;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.authority.Authorities;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.http.ConnectProxy;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AuthorityExaminationTest {

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final FakeHttpTransport http = new FakeHttpTransport();

    private List<String> worldwide() {
        return new AuthorityExamination(
                        Authorities.parse("https://login.microsoftonline.com/contoso.example"),
                        Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                                .withTransport(http)
                                .withClock(clock, new FakeSleeper(clock)),
                        "no proxy",
                        TrustSettings.platform(),
                        new Cancellation())
                .findings()
                .lines();
    }

    @Test
    void aKnownCloudIsLookedAtWithoutBeingAskedForAToken() {
        http.reply(400, "{}");

        assertThat(worldwide())
                .contains(
                        "resolves: by what is built in; nothing is fetched",
                        "answered: https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token with status 400"
                                + " after 0 ms",
                        "clock: unknown, the answer has no Date");
        assertThat(http.onlyRequest().method()).isEqualTo("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "-90, this machine is 90 s ahead of the server",
        "90, this machine is 90 s behind the server",
        "1, as the server's",
        "-2, as the server's"
    })
    void theClocksAreCompared(int seconds, String words) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
        http.reply(new HttpResponse(400, HttpHeaders.empty().with("Date", date), new byte[0]));

        assertThat(worldwide()).contains("clock: " + words);
    }

    @Test
    void aDateThatIsNoneIsSaid() {
        http.reply(new HttpResponse(400, HttpHeaders.empty().with("Date", "yesterday"), new byte[0]));

        assertThat(worldwide()).contains("clock: unknown, the Date of the answer is none");
    }

    @Test
    void thatNobodyAnswersIsAFindingToo() {
        http.fail(new IOException("no route"));

        assertThat(worldwide())
                .anySatisfy(line -> assertThat(line).startsWith("failed: ").contains("login.microsoftonline.com"))
                .anySatisfy(line -> assertThat(line).startsWith("would be tried: "));
    }

    @Test
    void whatToDoAboutAConnectionThatWasNotMadeIsSaidInOptions() {
        http.fail(new RequestNotSentException("no route", new IOException("no route")));

        assertThat(worldwide())
                .contains(OptionHint.of(
                                new MsalTransportException("network_not_available", "no route", null, null),
                                option -> true)
                        .orElseThrow());
    }

    @Test
    void aProviderOnThisMachineIsLookedAtWithoutTlsWhereThatIsAllowed() throws Exception {
        HttpServer plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.createContext("/", exchange -> {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        });
        plain.start();
        try {
            String authority = "http://localhost:" + plain.getAddress().getPort() + "/contoso";

            var refused = new TestShell().run("doctor", "--trusted-authority", authority);
            var looked = new TestShell().run("doctor", "--trusted-authority", authority, "--allow-http-on-loopback");

            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("On this command line: ", "--allow-http-on-loopback");
            assertThat(looked.code()).isZero();
            assertThat(looked.out()).contains("answered: http://localhost").doesNotContain("failed: ");
        } finally {
            plain.stop(0);
        }
    }

    @Test
    void anyProviderIsLookedAtThroughItsMetadata() {
        Emulator emulator = extension.get();
        var doctor = new TestShell().trusting(emulator, directory).run("doctor");
        var oidc = new TestShell()
                .run(
                        "doctor",
                        "--oidc-authority",
                        emulator.oidcAuthority("contoso"),
                        "--ca-cert",
                        directory.resolve("ca.pem").toString());

        assertThat(doctor.code()).isZero();
        assertThat(doctor.out()).contains("--ca-cert are trusted", "clock: as the server's", "/oauth2/v2.0/token");
        assertThat(doctor.out())
                .containsPattern("over: TLSv1\\.3 with TLS_[A-Z0-9_]+, directly")
                .containsPattern(
                        "certificate: CN=localhost, issued by CN=OpenMSAL emulator CA, good until 20[0-9T:-]+Z,"
                                + " trusted because of --ca-cert");
        assertThat(oidc.code()).isZero();
        assertThat(oidc.out())
                .contains(
                        "resolves: by the metadata that it publishes",
                        "/.well-known/openid-configuration with status 200",
                        "no proxy");
    }

    @Test
    void aCertificateThatIsNotTrustedIsAFinding() {
        var doctor = new TestShell()
                .run("doctor", "--oidc-authority", extension.get().oidcAuthority("contoso"));

        assertThat(doctor.code()).isZero();
        assertThat(doctor.out()).contains("failed: ").doesNotContain("answered: ");
    }

    @Test
    void programsAreToldWhatFailedByItsCodeAndWhereNothingDidThatToo() {
        var failed = new TestShell()
                .run(
                        "doctor",
                        "--output",
                        "json",
                        "--oidc-authority",
                        extension.get().oidcAuthority("contoso"));
        var reached = new TestShell().trusting(extension.get(), directory).run("doctor", "--output", "json");

        assertThat(failed.code()).isZero();
        assertThat(failed.json()).containsOnlyKeys("authority", "failures");
        assertThat(failed.json().get("failures"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Map.class))
                .containsOnlyKeys("authority")
                .extractingByKey("authority", InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("error", "network_not_available")
                .containsEntry("kind", "transport");
        assertThat(reached.code()).isZero();
        assertThat(reached.json()).containsEntry("failures", Map.of());
    }

    @Test
    void helpSaysThatTheExitCodeIsNoFinding() {
        assertThat(new TestShell().run("doctor", "--help").out().replaceAll("\\s+", " "))
                .contains("Ends with 0 whatever it finds");
    }

    @Test
    void theProxyThatLedThereIsToldAndNotThePasswordForIt() throws Exception {
        try (Emulator elsewhere =
                        Emulator.builder().host("login.contoso.example").start();
                ConnectProxy proxy = new ConnectProxy(
                        URI.create(elsewhere.authority("contoso")).getPort(), "")) {
            var doctor = new TestShell()
                    .variable("MSAL_PROXY_PASSWORD", "canary")
                    .trusting(elsewhere, directory)
                    .run("doctor", "--proxy", "http://ada@127.0.0.1:" + proxy.port());

            assertThat(doctor.out())
                    .containsPattern("over: TLSv1\\.3 with TLS_[A-Z0-9_]+, through the proxy 127.0.0.1:" + proxy.port())
                    .contains("trusted because of --ca-cert")
                    .doesNotContain("canary", "ada@");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void aStopIsNoFinding(String form) {
        TestShell shell = new TestShell().trusting(extension.get(), directory);
        shell.cancellation.cancel();

        var doctor = shell.run("doctor", "--output", form);

        assertThat(doctor.code()).isEqualTo(5);
        assertThat(doctor.out()).doesNotContain("failed: ", "authority: ");
    }

    @Test
    void anAuthorityThatIsNoneIsAUsageError() {
        var doctor = new TestShell().run("doctor", "--authority", "https://login.example/common");

        assertThat(doctor.code()).isEqualTo(2);
        assertThat(doctor.out()).isEmpty();
    }
}
