package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.system.SystemSleeper;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import io.openmsal.port.time.Sleeper;
import io.openmsal.realparties.chromium.Chromium;
import io.openmsal.realparties.chromium.NeedsChromium;
import io.openmsal.realparties.chromium.Person;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device without a browser signs a person in at Keycloak, who uses one elsewhere. Time is real here. */
@NeedsKeycloak
@NeedsChromium
class KeycloakDeviceCodeTest {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

    private final Keycloak keycloak;
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private Person ada;

    KeycloakDeviceCodeTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void seat(Chromium chromium) {
        ada = new Person(chromium);
    }

    @AfterEach
    void leave() {
        ada.close();
    }

    @Test
    void aPersonTypesTheCodeAndApproves() {
        AuthenticationResult result = device(this::waitsAsTold)
                .acquireTokenByDeviceCode(code -> show(code, KeycloakPages::approveDevice), KeycloakRealm.SCOPE)
                .cancellation(ada.givesUp())
                .execute();

        assertThat(result.account().map(Account::username)).contains(KeycloakRealm.USERNAME);
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isGreaterThanOrEqualTo(INTERVAL));
    }

    @Test
    void aPersonTypesTheCodeWhileNobodyWaits() throws InterruptedException {
        PublicClientApplication app = device(this::waitsAsTold);
        DeviceCode code = app.deviceAuthorization(KeycloakRealm.SCOPE).begin();
        show(code, KeycloakPages::approveDevice);

        Optional<AuthenticationResult> result = Optional.empty();
        while (result.isEmpty() && !ada.givesUp().isCancelled()) {
            waitsAsTold(code.interval(), ada.givesUp());
            result = app.acquireTokenByDeviceCode(code, KeycloakRealm.SCOPE).tryExecute();
        }

        assertThat(result.flatMap(AuthenticationResult::account).map(Account::username))
                .contains(KeycloakRealm.USERNAME);
    }

    @Test
    void aPersonWhoDeclinesHasCancelled() {
        assertThatExceptionOfType(MsalCancelledException.class)
                .isThrownBy(() -> device(this::waitsAsTold)
                        .acquireTokenByDeviceCode(code -> show(code, KeycloakPages::declineDevice), KeycloakRealm.SCOPE)
                        .cancellation(ada.givesUp())
                        .execute());
        assertThat(ada.givesUp().isCancelled()).isFalse();
    }

    @Test
    void whoAsksTooOftenIsToldToSlowDownAndDoes() {
        AuthenticationResult result = device(this::asksTwiceAtOnce)
                .acquireTokenByDeviceCode(code -> show(code, KeycloakPages::approveDevice), KeycloakRealm.SCOPE)
                .cancellation(ada.givesUp())
                .execute();

        assertThat(result.account()).isPresent();
        assertThat(waits).startsWith(INTERVAL);
        assertThat(waits.get(waits.size() - 1)).isGreaterThanOrEqualTo(INTERVAL.plus(SLOW_DOWN));
    }

    private void show(DeviceCode code, Consumer<Page> decision) {
        assertThat(code.message()).contains(code.userCode());
        ada.will(page -> {
            KeycloakPages.typeDeviceCode(page, code.userCode());
            KeycloakPages.signIn(page, keycloak);
            decision.accept(page);
        });
        ada.open(code.verificationUri());
    }

    private void waitsAsTold(Duration duration, Cancellation cancellation) throws InterruptedException {
        waits.add(duration);
        new SystemSleeper().sleep(duration, cancellation);
    }

    private void asksTwiceAtOnce(Duration duration, Cancellation cancellation) throws InterruptedException {
        waits.add(duration);
        if (waits.size() > 2) {
            new SystemSleeper().sleep(duration, cancellation);
        }
    }

    private PublicClientApplication device(Sleeper sleeper) {
        return PublicClientApplication.builder(KeycloakRealm.PUBLIC_CLIENT)
                .oidcAuthority(keycloak.issuer())
                .allowHttpOnLoopback()
                .adapters(Transport.APACHE.adapters().withClock(Clock.systemUTC(), sleeper))
                .build();
    }
}
