package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.emulator.Fault;
import io.openmsal.testing.time.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications of Microsoft's own that share one cache: a sign-in at one member of the family is one at all. */
class FamilyOfApplicationsTest {

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final TokenStore store = new MemoryTokenStore();
    private Emulator emulator;
    private PublicClientApplication teams;
    private PublicClientApplication office;
    private PublicClientApplication stranger;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        teams = application(EmulatorApp.of("teams").inFamily());
        office = application(EmulatorApp.of("office").inFamily());
        stranger = application(EmulatorApp.of("stranger"));
    }

    private PublicClientApplication application(EmulatorApp registered) {
        emulator.add(registered.withRedirectUri("http://localhost/*"));
        return PublicClientApplication.builder(registered.clientId())
                .trustedAuthority(emulator.authority("contoso"))
                .tokenStore(store)
                .adapters(Emulated.adapters(emulator, CLOCK, EventSink.none()))
                .build();
    }

    private static Account signIn(PublicClientApplication app) {
        return app.acquireTokenInteractive("User.Read").execute().account().orElseThrow();
    }

    private static AuthenticationResult silent(PublicClientApplication app, Account account) {
        return app.acquireTokenSilent(account, "User.Read").execute();
    }

    private EmulatorRequest lastTokenRequest() {
        List<EmulatorRequest> requests = emulator.requests(EmulatorEndpoint.TOKEN);
        return requests.get(requests.size() - 1);
    }

    private Map<?, ?> entries(String section) throws Exception {
        String document =
                new String(store.read(TokenCache.WHOLE_CACHE).orElseThrow().bytes(), StandardCharsets.UTF_8);
        return (Map<?, ?>) ((Map<?, ?>) new GsonJsonCodec().read(document)).get(section);
    }

    @Test
    void aMemberIsServedBySomebodysSignInAtAnother() {
        Account ada = signIn(teams);

        assertThat(office.accounts()).containsExactly(ada);
        assertThat(silent(office, ada).account()).contains(ada);
        assertThat(lastTokenRequest().form())
                .containsEntry("client_id", "office")
                .containsEntry("grant_type", "refresh_token");
    }

    @Test
    void membersTakeTurnsForAsLongAsTheyLike() throws Exception {
        Account ada = signIn(teams);

        for (int hour = 0; hour < 3; hour++) {
            CLOCK.advance(Duration.ofHours(2));
            silent(office, ada);
            silent(teams, ada);
        }

        assertThat(entries("RefreshToken")).hasSize(1);
    }

    @Test
    void whoIsNoMemberTriesOnceAndRemembersIt() throws Exception {
        Account ada = signIn(teams);
        emulator.clearRequests();

        assertThatThrownBy(() -> silent(stranger, ada)).isInstanceOf(MsalInteractionRequiredException.class);
        assertThatThrownBy(() -> silent(stranger, ada)).isInstanceOf(MsalInteractionRequiredException.class);
        assertThat(emulator.tokenRequestCount()).isEqualTo(1);

        assertThatThrownBy(() -> silent(application(EmulatorApp.of("stranger")), ada))
                .isInstanceOf(MsalInteractionRequiredException.class);
        assertThat(emulator.tokenRequestCount()).isEqualTo(1);
        assertThat(silent(teams, ada).account()).contains(ada);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"invalid_grant\",\"error_additional_info\":[\"client_mismatch\"]}",
                "{\"error\":\"invalid_grant\",\"error_additional_info\":\"client_mismatch\"}",
                "{\"error\":\"invalid_grant\",\"suberror\":\"bad_token\",\"error_additional_info\":[\"client_mismatch\"]}",
            })
    void thatItIsNoMemberMayBeSaidInAMemberOfItsOwn(String refusal) {
        Account ada = signIn(teams);
        emulator.clearRequests();
        emulator.nextTokenRequest(Fault.body(400, "application/json", refusal));

        assertThatThrownBy(() -> silent(stranger, ada)).isInstanceOf(MsalInteractionRequiredException.class);
        assertThatThrownBy(() -> silent(application(EmulatorApp.of("stranger")), ada))
                .isInstanceOf(MsalInteractionRequiredException.class);

        assertThat(emulator.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void whoIsNoMemberIsRenewedByItsOwnToken() {
        Account ada = signIn(stranger);
        signIn(teams);
        CLOCK.advance(Duration.ofHours(2));
        emulator.clearRequests();

        silent(stranger, ada);

        assertThat(emulator.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void signingOutOfOneMemberIsSigningOutOfAll() throws Exception {
        Account ada = signIn(teams);
        silent(office, ada);

        office.removeAccount(ada);

        assertThat(entries("RefreshToken")).isEmpty();
        CLOCK.advance(Duration.ofHours(2));
        assertThatThrownBy(() -> silent(teams, ada)).isInstanceOf(MsalInteractionRequiredException.class);
    }

    /** MSAL.NET and others look a family's token up under the family's number, MSAL for Python under the application. */
    @Test
    void aTokenThatAnotherMsalKeepsUnderTheFamilyStaysThere() throws Exception {
        Account ada = signIn(teams);
        String family = ada.homeAccountId() + "-" + ada.environment() + "-refreshtoken-1--";
        String own = (String) entries("RefreshToken").keySet().iterator().next();
        store.update(
                TokenCache.WHOLE_CACHE,
                present -> new String(present.orElseThrow(), StandardCharsets.UTF_8)
                        .replace("\"" + own + "\"", "\"" + family + "\"")
                        .getBytes(StandardCharsets.UTF_8));

        silent(office, ada);

        assertThat(entries("RefreshToken").keySet()).singleElement().isEqualTo(family);
        CLOCK.advance(Duration.ofHours(2));
        silent(teams, ada);
    }
}
