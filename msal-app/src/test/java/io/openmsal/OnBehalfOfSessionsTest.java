package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Work for a person that goes on for a day after their call, in processes that share a store. */
class OnBehalfOfSessionsTest {

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final TokenStore store = new MemoryTokenStore();
    private Emulator emulator;
    private Adapters adapters;
    private Secret received;

    @BeforeEach
    void callTheApi() {
        emulator = EMULATOR.get();
        adapters = Emulated.adapters(emulator, CLOCK, EventSink.none());
        emulator.consent("ada@contoso.example", emulator.defaultConfidentialClientId(), "User.Read");
        received = Secret.of(Emulated.publicClient(emulator, adapters)
                .acquireTokenInteractive("api://orders/read")
                .execute()
                .accessToken());
    }

    private OnBehalfOfSessions process() {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters)
                .tokenStore(store)
                .build()
                .onBehalfOfSessions();
    }

    @Test
    void theWorkGoesOnInOtherProcessesUntilItIsEnded() {
        Secret key = process().newKey();
        String first = process().begin(key, received, "User.Read").execute().accessToken();
        assertThat(process().acquireToken(key, "User.Read").execute().accessToken())
                .isEqualTo(first);

        for (int hour = 0; hour < 12; hour++) {
            CLOCK.advance(Duration.ofHours(2));
            AuthenticationResult later =
                    process().acquireToken(key, "User.Read").execute();
            assertThat(later.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(later.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
        }

        assertThat(process().end(key)).isTrue();
        assertThatThrownBy(() -> process().acquireToken(key, "User.Read").execute())
                .isInstanceOf(MsalInteractionRequiredException.class);
        assertThat(process().end(key)).isFalse();
    }

    @Test
    void aRevokedSessionNeedsThePersonToCallAgain() {
        Secret key = process().newKey();
        process().begin(key, received, "User.Read").execute();
        emulator.revokeRefreshTokens("ada@contoso.example");
        CLOCK.advance(Duration.ofHours(2));

        assertThatThrownBy(() -> process().acquireToken(key, "User.Read").execute())
                .isInstanceOf(MsalInteractionRequiredException.class);
    }
}
