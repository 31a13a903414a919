package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application without {@code offline_access}, over real connections. */
class ExcludedScopesTest {

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private static PublicClientApplicationBuilder builder() {
        Emulator emulator = EMULATOR.get();
        return PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(Emulated.adapters(emulator, CLOCK, EventSink.none()));
    }

    @Test
    void aPersonIsServedUntilTheTokenExpiresAndThenSignsInAgain() {
        PublicClientApplication app = builder().excludeScopes("offline_access").build();

        Account ada =
                app.acquireTokenInteractive("User.Read").execute().account().orElseThrow();

        assertThat(app.acquireTokenSilent(ada, "User.Read").execute().accessToken())
                .isNotEmpty();
        CLOCK.advance(Duration.ofMinutes(90));
        assertThatThrownBy(() -> app.acquireTokenSilent(ada, "User.Read").execute())
                .isInstanceOf(MsalInteractionRequiredException.class)
                .hasMessageContaining("no refresh token is stored");
    }

    @Test
    void openidCannotBeLeftOut() {
        assertThatThrownBy(() -> builder().excludeScopes("openid"))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("who signed in");
    }
}
