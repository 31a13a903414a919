package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.realparties.CommandLineProcess.Ended;
import io.openmsal.realparties.chromium.Chromium;
import io.openmsal.realparties.chromium.NeedsChromium;
import io.openmsal.realparties.chromium.Person;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import io.openmsal.testing.crypto.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against Keycloak behind a certificate of a private authority, each command in a process of its own. */
@NeedsKeycloak
class CommandLineAtKeycloakTest {

    private final Keycloak keycloak;

    @TempDir
    private Path folder;

    CommandLineAtKeycloakTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    private CommandLineProcess msal(String clientId) throws IOException {
        Path authorities = Files.writeString(folder.resolve("authorities.pem"), keycloak.certificateAuthorityPem());
        return new CommandLineProcess(
                folder,
                "--client-id",
                clientId,
                "--oidc-authority",
                keycloak.secureIssuer(),
                "--ca-cert",
                authorities.toString(),
                "--cache",
                folder.resolve("cache.json").toString());
    }

    @Nested
    @NeedsChromium
    class APerson {

        private static final Pattern INVITATION =
                Pattern.compile("open (?:the page )?(\\S+) and enter the code ([\\w-]+)");

        private CommandLineProcess msal;
        private Person ada;

        @BeforeEach
        void seat(Chromium chromium) throws IOException {
            msal = msal(KeycloakRealm.PUBLIC_CLIENT);
            ada = new Person(chromium);
        }

        @AfterEach
        void leave() {
            ada.close();
        }

        private Ended login(String... more) throws IOException {
            List<String> arguments = new ArrayList<>(List.of("login", "--scope", KeycloakRealm.SCOPE));
            arguments.addAll(List.of(more));
            return msal.runWithBrowser(ada, ada.givesUp(), arguments.toArray(String[]::new));
        }

        private Ended token(String... more) throws IOException {
            List<String> arguments =
                    new ArrayList<>(List.of("token", "--scope", KeycloakRealm.SCOPE, "--output", "json"));
            arguments.addAll(List.of(more));
            return msal.run(arguments.toArray(String[]::new));
        }

        @Test
        void signsInInTheBrowserAndIsServedUntilTheySignOut() throws Exception {
            ada.will(page -> {
                KeycloakPages.signIn(page, keycloak);
                ClosingPages.awaitSuccess(page);
            });

            Ended login = login();

            assertThat(login.code()).isZero();
            assertThat(login.out()).isEqualTo("Signed in as ada\n");
            assertThat(login.err()).contains("this waits for it").doesNotContain("warning");
            assertThat(msal.run("accounts").out()).startsWith("ada\t");
            Ended kept = token();
            assertThat(kept.code()).isZero();
            assertThat(kept.document().get("token_source")).isEqualTo("cache");
            Ended renewed = token("--username", "ada", "--force-refresh");
            assertThat(renewed.code()).isZero();
            assertThat(renewed.document().get("token_source")).isEqualTo("identity_provider");
            assertThat(renewed.document().get("access_token"))
                    .isNotEqualTo(kept.document().get("access_token"));

            assertThat(msal.run("logout", "--username", "ada")).isEqualTo(new Ended(0, "Signed out ada\n", ""));
            assertThat(msal.run("accounts").out()).isEmpty();
            assertThat(token().code()).isEqualTo(3);
        }

        @Test
        void whoRefusesConsentHasCancelled() throws Exception {
            msal = msal(KeycloakRealm.CONSENT_CLIENT);
            ada.will(page -> {
                KeycloakPages.signIn(page, keycloak);
                KeycloakPages.refuseConsent(page);
                ClosingPages.awaitFailure(page);
            });

            Ended login = login("--output", "json");

            assertThat(login.code()).isEqualTo(5);
            assertThat(login.document().get("error")).isEqualTo("access_denied");
        }

        @Test
        void signsInOnAnotherDevice() throws Exception {
            Ended login =
                    msal.run(this::visit, ada.givesUp(), "login", "--device-code", "--scope", KeycloakRealm.SCOPE);

            // both at once: whoever reads of a failure finds there what the command said of it
            assertThat(login).isEqualTo(new Ended(0, "Signed in as ada\n", login.err()));
            assertThat(token().document().get("token_source")).isEqualTo("cache");
        }

        private void visit(String line) {
            Matcher invitation = INVITATION.matcher(line);
            if (invitation.find()) {
                ada.will(page -> {
                    KeycloakPages.typeDeviceCode(page, invitation.group(2));
                    KeycloakPages.signIn(page, keycloak);
                    KeycloakPages.approveDevice(page);
                });
                ada.open(URI.create(invitation.group(1)));
            }
        }
    }

    @Nested
    class AnApplication {

        @Test
        void getsItsTokenWithASecretAndTheNextProcessHasIt() throws Exception {
            CommandLineProcess msal = msal(KeycloakRealm.SECRET_CLIENT);
            Map<String, String> secret =
                    Map.of("MSAL_CLIENT_SECRET", keycloak.realm().clientSecret().reveal());
            String[] appToken = {"app-token", "--scope", KeycloakRealm.SCOPE, "--output", "json"};

            Ended first = msal.run(secret, appToken);
            Ended second = msal.run(secret, appToken);

            assertThat(first.code()).isZero();
            assertThat(first.err()).isEmpty();
            assertThat(first.document().get("token_source")).isEqualTo("identity_provider");
            assertThat(second.document().get("token_source")).isEqualTo("cache");
            assertThat(second.document().get("access_token"))
                    .isEqualTo(first.document().get("access_token"));
        }

        @Test
        void getsItsTokenWithACertificate() throws Exception {
            TestCertificate certificate = keycloak.realm().clientCertificate();
            Path pem = Files.writeString(folder.resolve("app.crt"), certificate.certificatePem());
            Path key = Files.writeString(folder.resolve("app.key"), certificate.privateKeyPem());

            Ended token = msal(KeycloakRealm.CERTIFICATE_CLIENT)
                    .run(
                            "app-token",
                            "--scope",
                            KeycloakRealm.SCOPE,
                            "--certificate",
                            pem.toString(),
                            "--key",
                            key.toString());

            assertThat(token.err()).isEmpty();
            assertThat(token.code()).isZero();
            assertThat(token.out().trim()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        }

        @Test
        void isToldThatItsSecretIsWrong() throws Exception {
            Ended refused = msal(KeycloakRealm.SECRET_CLIENT)
                    .run(
                            Map.of("MSAL_CLIENT_SECRET", "a-secret-of-somebody-else"),
                            "app-token",
                            "--scope",
                            KeycloakRealm.SCOPE);

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("unauthorized_client").doesNotContain("a-secret-of-somebody-else");
        }
    }
}
