package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.BROKER;
import static io.openmsal.domain.token.TokenSource.CACHE;

import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalBrokerException;
import io.openmsal.domain.shape.SignedHttpRequest;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.testing.broker.FakeBroker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What programs do on a machine whose operating system signs people in: nothing is sent by the program itself. */
final class BrokerScenarios {

    private static final String READ = "User.Read";

    private final DemoWorld world;
    private final FakeBroker broker = new FakeBroker();
    private final PublicClientApplication program;

    BrokerScenarios(DemoWorld world) {
        this.world = world;
        this.program = PublicClientApplication.builder(world.emulator.defaultPublicClientId())
                .trustedAuthority(world.emulator.authority(world.home))
                .adapters(world.adapters)
                .broker(broker)
                .build();
    }

    List<Scenario> all() {
        return List.of(
                Scenario.token("broker: whoever signed in to the machine", BROKER, this::signIn),
                Scenario.token(
                        "broker: the same token again",
                        CACHE,
                        () -> program.acquireTokenSilent(ada(), READ).execute()),
                Scenario.token("broker: renewed by it", BROKER, this::renewed),
                Scenario.token("broker: an HTTP request signed by it", BROKER, this::signed),
                Scenario.token("broker: by its window", BROKER, this::byWindow),
                Scenario.failure("failure: the broker gives up", MsalBrokerException.class, this::broken),
                new Scenario("broker: forgets who signs out", this::signOut));
    }

    private AuthenticationResult signIn() {
        broker.silently(tokens("Bearer"));
        return program.acquireTokenInteractive(READ).execute();
    }

    private AuthenticationResult renewed() {
        broker.silently(tokens("Bearer"));
        return program.acquireTokenSilent(ada(), READ).forceRefresh().execute();
    }

    private AuthenticationResult signed() {
        broker.silently(tokens("pop"));
        return program.acquireTokenSilent(ada(), READ)
                .proofOfPossession(SignedHttpRequest.of("GET", URI.create("https://api.contoso.example/orders/7")))
                .execute();
    }

    private AuthenticationResult byWindow() {
        broker.refuseSilently(Reason.INTERACTION_REQUIRED, "nobody is signed in")
                .interactively(tokens("Bearer"));
        return program.acquireTokenInteractive(READ).execute();
    }

    private AuthenticationResult broken() {
        broker.refuseSilently(Reason.FAILED, "out of order");
        return program.acquireTokenSilent(ada(), READ).forceRefresh().execute();
    }

    private Scenario.Seen signOut() throws UnexpectedOutcomeException {
        Account ada = ada();
        program.removeAccount(ada);
        if (broker.signOuts().size() != 1) {
            throw new UnexpectedOutcomeException("nobody told the broker");
        }
        return new Scenario.Seen(ada.username() + " is forgotten, there and here", Optional.empty());
    }

    private Account ada() {
        return program.accounts(DemoWorld.ADA).get(0);
    }

    /** As a broker gives them, which signs people in at the provider itself. */
    private BrokerTokens tokens(String type) {
        String objectId = world.emulator.user(DemoWorld.ADA).objectId();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", world.emulator.issuer("contoso"));
        claims.put("aud", world.emulator.defaultPublicClientId());
        claims.put("tid", world.home);
        claims.put("oid", objectId);
        claims.put("sub", "ada-at-this-program");
        claims.put("preferred_username", DemoWorld.ADA);
        String idToken = base64url("{\"alg\":\"RS256\"}") + "."
                + base64url(world.adapters.codec().write(claims)) + ".signature";
        return new BrokerTokens(
                Secret.of("token of the broker"),
                type,
                Duration.ofHours(1),
                Set.of(READ),
                Optional.of(Secret.of(idToken)),
                objectId + "." + world.home);
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
