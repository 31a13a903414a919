package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.IDENTITY_PROVIDER;

import io.openmsal.AuthorizationCodeRequest;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What web applications do: they send people away to sign in, and get back what that brought. */
final class WebScenarios {

    private static final String READ = "User.Read";
    private static final URI SITE = URI.create("https://app.example/signed-in");

    private final DemoWorld world;
    private final ConfidentialClientApplication site;

    WebScenarios(DemoWorld world) {
        this.world = world;
        this.site = world.server();
        world.emulator.consent(DemoWorld.HEDY, site.clientId(), READ);
    }

    List<Scenario> all() {
        return List.of(
                Scenario.token(
                        "sign in: web application, in two steps", IDENTITY_PROVIDER, () -> signIn(request -> request)),
                Scenario.token("sign in: and a code for its page", IDENTITY_PROVIDER, this::withPage),
                new Scenario("sign in: the address alone, marks of one's own", this::addressAlone),
                Scenario.token(
                        "sign in: password typed into a web application",
                        IDENTITY_PROVIDER,
                        () -> site.acquireTokenByUsernamePassword(DemoWorld.HEDY, DemoWorld.PASSWORD, READ)
                                .execute()));
    }

    private AuthenticationResult signIn(UnaryOperator<AuthorizationCodeRequest> options) {
        PendingSignIn pending = site.signIn(SITE, READ).begin();
        Map<String, String> answer = world.emulator.signIn(pending.authorizationUri(), DemoWorld.ADA);
        return options.apply(site.acquireTokenByAuthorizationCode(pending, answer))
                .execute();
    }

    private AuthenticationResult withPage() throws UnexpectedOutcomeException {
        AuthenticationResult result = signIn(AuthorizationCodeRequest::returnSpaCode);
        if (result.spaCode().isEmpty()) {
            throw new UnexpectedOutcomeException("no code for the page");
        }
        return result;
    }

    private Scenario.Seen addressAlone() throws UnexpectedOutcomeException {
        URI address = site.authorizationUri(SITE, READ).state("one's own").build();
        Map<String, String> answer = world.emulator.signIn(address, DemoWorld.ADA);
        if (!"one's own".equals(answer.get("state")) || !answer.containsKey("code")) {
            throw new UnexpectedOutcomeException("another answer than to that address");
        }
        return new Scenario.Seen("a code came back to " + SITE.getHost(), Optional.empty());
    }
}
