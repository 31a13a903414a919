package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.CACHE;
import static io.openmsal.domain.token.TokenSource.IDENTITY_PROVIDER;

import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.emulator.EmulatorApp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people do: sign in by browser, device or password, come back, visit another tenant, sign out. */
final class UserScenarios {

    private static final String MAIL = "Mail.Read";
    private static final String READ = "User.Read";

    private final DemoWorld world;
    private final PublicClientApplication program;

    UserScenarios(DemoWorld world) {
        this.world = world;
        this.program = world.program();
    }

    List<Scenario> all() {
        return List.of(
                Scenario.token(
                        "sign in: browser and loopback, form_post",
                        IDENTITY_PROVIDER,
                        () -> program.acquireTokenInteractive(READ).execute()),
                Scenario.token("silently: the same token again", CACHE, () -> silent(program, READ)),
                Scenario.token("silently: another process, same store", CACHE, () -> silent(world.program(), READ)),
                Scenario.token("silently: another scope, by refresh token", IDENTITY_PROVIDER, this::moreScopes),
                Scenario.token("silently: two hours later, it expired", IDENTITY_PROVIDER, this::later),
                Scenario.token(
                        "silently: forced to ask again",
                        IDENTITY_PROVIDER,
                        () -> program.acquireTokenSilent(account(program), READ)
                                .forceRefresh()
                                .execute()),
                Scenario.token(
                        "silently: as a guest of another tenant",
                        IDENTITY_PROVIDER,
                        () -> program.acquireTokenSilent(account(program), READ)
                                .tenant(DemoWorld.ELSEWHERE)
                                .execute()),
                Scenario.token("refresh token of an earlier program", IDENTITY_PROVIDER, this::migrate),
                Scenario.token("refresh token of another in the family", IDENTITY_PROVIDER, this::relative),
                Scenario.token(
                        "sign in: code on another device",
                        IDENTITY_PROVIDER,
                        () -> program.acquireTokenByDeviceCode(
                                        code -> world.emulator.approveDeviceCode(code.userCode(), DemoWorld.GRACE),
                                        READ)
                                .execute()),
                Scenario.token("sign in: user name and password", IDENTITY_PROVIDER, () -> password(DemoWorld.HEDY)),
                Scenario.token(
                        "sign in: password, WS-Trust 1.3 and SAML 2.0",
                        IDENTITY_PROVIDER,
                        () -> password(DemoWorld.FAY)),
                Scenario.token(
                        "sign in: password, WS-Trust 2005 and SAML 1.1",
                        IDENTITY_PROVIDER,
                        () -> password(DemoWorld.TIM)),
                Scenario.token("sign in: any OpenID Connect provider", IDENTITY_PROVIDER, this::openIdConnect),
                new Scenario(
                        "accounts: who is signed in",
                        () -> new Scenario.Seen(String.join(", ", usernames()), Optional.empty())),
                Scenario.failure("sign out: silence ends", MsalInteractionRequiredException.class, this::signOut));
    }

    private AuthenticationResult moreScopes() {
        world.emulator.consent(DemoWorld.ADA, program.clientId(), MAIL);
        return silent(program, MAIL);
    }

    private AuthenticationResult later() {
        world.clock.advance(Duration.ofHours(2));
        return silent(program, READ);
    }

    /** Takes the refresh token out of the shared cache format, as a program would that kept its own. */
    private AuthenticationResult migrate() throws Exception {
        String document = new String(
                world.store.read(TokenCache.WHOLE_CACHE).orElseThrow().bytes(), StandardCharsets.UTF_8);
        Map<?, ?> refreshTokens =
                object(object(world.adapters.codec().read(document)).get("RefreshToken"));
        Map<?, ?> first = object(refreshTokens.values().iterator().next());
        return world.program(new MemoryTokenStore())
                .acquireTokenByRefreshToken(Secret.of(String.valueOf(first.get("secret"))), READ)
                .execute();
    }

    /** Applications of one maker share a sign-in: the one that never saw the person is served by the other's refresh token. */
    private AuthenticationResult relative() {
        TokenStore shared = new MemoryTokenStore();
        Account ada = member("first-of-the-family", shared)
                .acquireTokenInteractive(READ)
                .execute()
                .account()
                .orElseThrow();
        return member("second-of-the-family", shared)
                .acquireTokenSilent(ada, READ)
                .execute();
    }

    private PublicClientApplication member(String clientId, TokenStore shared) {
        world.emulator.add(EmulatorApp.of(clientId).inFamily().withRedirectUri("http://localhost/*"));
        return PublicClientApplication.builder(clientId)
                .trustedAuthority(world.emulator.authority(world.home))
                .tokenStore(shared)
                .adapters(world.adapters)
                .build();
    }

    private static Map<?, ?> object(@Nullable Object json) {
        return json instanceof Map<?, ?> object ? object : Map.of();
    }

    /** In a program of its own, so that nobody else is signed in to this one. */
    private AuthenticationResult password(String username) {
        return world.program(new MemoryTokenStore())
                .acquireTokenByUsernamePassword(username, DemoWorld.PASSWORD, READ)
                .execute();
    }

    private AuthenticationResult openIdConnect() {
        return PublicClientApplication.builder(world.emulator.defaultPublicClientId())
                .oidcAuthority(world.emulator.oidcAuthority(world.home))
                .adapters(world.adapters)
                .build()
                .acquireTokenInteractive(READ)
                .execute();
    }

    private List<String> usernames() {
        return program.accounts().stream().map(Account::username).sorted().toList();
    }

    private AuthenticationResult signOut() {
        Account ada = account(program);
        program.removeAccount(ada);
        return program.acquireTokenSilent(ada, READ).execute();
    }

    private static AuthenticationResult silent(PublicClientApplication app, String scope) {
        return app.acquireTokenSilent(account(app), scope).execute();
    }

    private static Account account(PublicClientApplication app) {
        return app.accounts(DemoWorld.ADA).get(0);
    }
}
