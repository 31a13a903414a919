package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.time.TestClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an application keeps in its hand of a person who signed in. */
class AccountsTest {

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private PublicClientApplication desktop;

    @BeforeEach
    void build() {
        desktop = Emulated.publicClient(EMULATOR.get(), Emulated.adapters(EMULATOR.get(), CLOCK, EventSink.none()));
    }

    @Test
    void aGuestHasAProfileInEachTenant() {
        Emulator emulator = EMULATOR.get();
        EmulatorUser eve = EmulatorUser.named("eve@fabrikam.example").withGuestTenant("contoso");
        emulator.add(eve);
        Account guest = desktop.acquireTokenInteractive("User.Read")
                .browser(Emulated.browser(emulator, eve.username()))
                .execute()
                .account()
                .orElseThrow();
        String contoso = emulator.tenant("contoso").id();
        String fabrikam = emulator.tenant("fabrikam").id();
        assertThat(guest.tenantProfiles()).containsOnlyKeys(contoso);
        assertThat(guest.tenantProfiles().get(contoso).isHome()).isFalse();

        AuthenticationResult atHome =
                desktop.acquireTokenSilent(guest, "User.Read").tenant(fabrikam).execute();

        Account known = atHome.account().orElseThrow();
        assertThat(known).isEqualTo(guest);
        assertThat(known.tenantProfiles()).containsOnlyKeys(contoso, fabrikam);
        assertThat(known.tenantProfiles().get(fabrikam).isHome()).isTrue();
        assertThat(known.tenantProfiles().get(contoso).localAccountId())
                .isNotEqualTo(known.tenantProfiles().get(fabrikam).localAccountId());
    }

    @Test
    void anAccountThatWasSerializedIsServed() throws Exception {
        Account ada =
                desktop.acquireTokenInteractive("User.Read").execute().account().orElseThrow();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(kept)) {
            out.writeObject(ada);
        }

        Account later;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(kept.toByteArray()))) {
            later = (Account) in.readObject();
        }

        assertThat(desktop.acquireTokenSilent(later, "User.Read").execute().source())
                .isEqualTo(TokenSource.CACHE);
    }
}
