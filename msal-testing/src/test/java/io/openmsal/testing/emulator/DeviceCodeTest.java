package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.testing.emulator.TestBrowser.View;
import io.openmsal.testing.emulator.WireClient.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeviceCodeTest {

    private static final MovableClock CLOCK = new MovableClock();

    @RegisterExtension
    static final EmulatorExtension emulator =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private WireClient client;

    @BeforeEach
    void connect() {
        client = new WireClient(emulator.get());
    }

    private Reply started() throws Exception {
        return client.post(
                "/contoso/oauth2/v2.0/devicecode",
                Map.of(
                        "client_id",
                        emulator.get().defaultPublicClientId(),
                        "scope",
                        "User.Read openid profile offline_access"));
    }

    private Reply poll(Reply device) throws Exception {
        return poll(device, "urn:ietf:params:oauth:grant-type:device_code");
    }

    private Reply poll(Reply device, String grantType) throws Exception {
        return poll(device, grantType, "/contoso/oauth2/v2.0/token");
    }

    private Reply poll(Reply device, String grantType, String path) throws Exception {
        return client.post(
                path,
                Map.of(
                        "grant_type",
                        grantType,
                        "client_id",
                        emulator.get().defaultPublicClientId(),
                        "device_code",
                        device.text("device_code")));
    }

    @Test
    void theDeviceGetsItsCodesAndAMessageToShow() throws Exception {
        emulator.get().deviceCodeLifetime(Duration.ofMinutes(3));
        emulator.get().deviceCodeInterval(Duration.ofSeconds(2));

        Reply device = started();

        assertThat(device.text("user_code")).matches("[A-Z2-9]{9}");
        assertThat(device.text("verification_uri")).isEqualTo(emulator.get().baseUri() + "/devicelogin");
        assertThat(device.text("message")).contains(device.text("user_code")).contains("/devicelogin");
        assertThat(device.json().get("expires_in").getAsInt()).isEqualTo(180);
        assertThat(device.json().get("interval").getAsInt()).isEqualTo(2);
        assertThat(device.json().has("verification_uri_complete")).isFalse();
    }

    @Test
    void theNameOfTheGrantFromBeforeTheRfcWillDo() throws Exception {
        Reply device = started();
        emulator.get().approveDeviceCode(device.text("user_code"), "ada@contoso.example");

        assertThat(poll(device, "device_code").text("access_token")).isNotEmpty();
    }

    @Test
    void thePlainProviderAddsTheCompleteUri() throws Exception {
        Reply device = client.post(
                "/oidc/contoso/devicecode", Map.of("client_id", emulator.get().defaultPublicClientId()));

        assertThat(device.text("verification_uri_complete")).endsWith("?otc=" + device.text("user_code"));
        assertThat(device.json().has("message")).isFalse();
    }

    @Test
    void anUnknownApplicationGetsNone() throws Exception {
        assertThat(client.post("/contoso/oauth2/v2.0/devicecode", Map.of("client_id", "nobody"))
                        .aadsts())
                .isEqualTo(700016);
    }

    @Nested
    class Polling {

        @Test
        void isPendingUntilSomebodyApproves() throws Exception {
            Reply device = started();
            assertThat(poll(device).text("error")).isEqualTo("authorization_pending");

            emulator.get().approveDeviceCode(device.text("user_code"), "ada@contoso.example");

            Reply reply = poll(device);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().has("refresh_token")).isTrue();
            assertThat(Jwts.verified(emulator.get(), reply.text("id_token")).getStringClaimValue("name"))
                    .isEqualTo("Ada Lovelace");
            assertThat(poll(device).text("error")).isEqualTo("bad_verification_code");
        }

        @Test
        void tooFastIsToldToSlowDownByFiveSecondsMore() throws Exception {
            Reply device = started();
            poll(device);
            CLOCK.advance(Duration.ofSeconds(4));
            assertThat(poll(device).text("error")).isEqualTo("slow_down");
            CLOCK.advance(Duration.ofSeconds(5));
            assertThat(poll(device).text("error")).isEqualTo("slow_down");
            CLOCK.advance(Duration.ofSeconds(15));
            assertThat(poll(device).text("error")).isEqualTo("authorization_pending");
        }

        @Test
        void afterTheLifetimeIsTooLate() throws Exception {
            Reply device = started();
            CLOCK.advance(Duration.ofMinutes(15));

            Reply reply = poll(device);

            assertThat(reply.text("error")).isEqualTo("expired_token");
            assertThat(reply.aadsts()).isEqualTo(70020);
        }

        @Test
        void ofAnotherIssuerIsNotKnownThere() throws Exception {
            Reply device = started();
            emulator.get().approveDeviceCode(device.text("user_code"), "ada@contoso.example");

            assertThat(poll(device, "device_code", "/oidc/contoso/token").text("error"))
                    .isEqualTo("invalid_grant");
            assertThat(poll(device, "device_code", "/common/oauth2/v2.0/token").status())
                    .isEqualTo(200);
        }

        @Test
        void opensNoTenantTheUserIsNotAMemberOfAndUsesUpNothing() throws Exception {
            emulator.get().add(EmulatorTenant.named("tailspin"));
            Reply device = started();
            emulator.get().approveDeviceCode(device.text("user_code"), "ada@contoso.example");

            assertThat(poll(device, "device_code", "/tailspin/oauth2/v2.0/token")
                            .aadsts())
                    .isEqualTo(50020);
            assertThat(poll(device).status()).isEqualTo(200);
        }

        @Test
        void aDeclinedCodeEnds() throws Exception {
            Reply device = started();
            emulator.get().declineDeviceCode(device.text("user_code"));

            assertThat(poll(device).text("error")).isEqualTo("authorization_declined");
        }

        @Test
        void aDeclinedCodeOfThePlainProviderHasTheStandardWord() throws Exception {
            Reply device = client.post(
                    "/oidc/contoso/devicecode",
                    Map.of("client_id", emulator.get().defaultPublicClientId()));
            emulator.get().declineDeviceCode(device.text("user_code"));

            Reply reply = client.post(
                    "/oidc/contoso/token",
                    Map.of(
                            "grant_type",
                            "urn:ietf:params:oauth:grant-type:device_code",
                            "client_id",
                            emulator.get().defaultPublicClientId(),
                            "device_code",
                            device.text("device_code")));

            assertThat(reply.text("error")).isEqualTo("access_denied");
        }
    }

    @Nested
    class ThePages {

        private final URI page = URI.create("/devicelogin");

        @Test
        void leadFromTheCodeToASignedInDevice() throws Exception {
            Reply device = started();
            var browser = new TestBrowser(emulator.get());

            View enter = browser.open(page);
            assertThat(enter.title()).isEqualTo("Enter code");
            String typed = device.text("user_code").toLowerCase(Locale.ROOT);
            View signIn = browser.submit(enter, "otc", typed);
            assertThat(signIn.title()).isEqualTo("Sign in");
            View consent = browser.submit(signIn, "username", "ada@contoso.example", "password", "ada-password");
            assertThat(consent.title()).isEqualTo("Permissions requested");
            View confirm = browser.submit(consent, "action", "accept");
            assertThat(confirm.title()).isEqualTo("Confirm sign-in");
            assertThat(poll(device).text("error")).isEqualTo("authorization_pending");
            View done = browser.submit(confirm, "action", "continue");

            assertThat(done.title()).isEqualTo("Device signed in");
            assertThat(poll(device).status()).isEqualTo(200);
        }

        @Test
        void cancelledDeclineTheDevice() throws Exception {
            Reply device = started();
            var browser = new TestBrowser(emulator.get());

            View signIn = browser.submit(browser.open(page), "otc", device.text("user_code"));
            View done = browser.submit(signIn, "action", "cancel");

            assertThat(done.title()).isEqualTo("Sign-in cancelled");
            assertThat(poll(device).text("error")).isEqualTo("authorization_declined");
        }

        @Test
        void askAgainForACodeThatIsWrong() throws Exception {
            var browser = new TestBrowser(emulator.get());

            View again = browser.submit(browser.open(page), "otc", "WRONG");

            assertThat(again.body()).contains("role=\"alert\">That code didn't work");
        }

        @Test
        void fillInACodeFromTheUri() throws Exception {
            assertThat(new TestBrowser(emulator.get())
                            .open(URI.create("/devicelogin?otc=ABC"))
                            .body())
                    .contains("value=\"ABC\"");
        }
    }

    @Test
    void nobodyCanApproveACodeThatDoesNotWait() {
        assertThatThrownBy(() -> emulator.get().approveDeviceCode("NOTACODE", "ada@contoso.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No device waits with this code.");
    }
}
