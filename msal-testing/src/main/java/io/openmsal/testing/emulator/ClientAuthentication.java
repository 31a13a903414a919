package io.openmsal.testing.emulator;

import io.openmsal.port.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out which application calls and whether it is the one it says it is (RFC 6749 §2.3, RFC 7523 §3, RFC 8705 §2). A public client proves
 * nothing and must not try to.
 */
final class ClientAuthentication {

    private final Directory directory;
    private final ClientAssertions assertions;

    ClientAuthentication(Directory directory, ClientAssertions assertions) {
        this.directory = directory;
        this.assertions = assertions;
    }

    private record Credentials(String clientId, Optional<Secret> secret, Optional<String> assertion) {}

    EmulatorApp authenticate(Call call) {
        Credentials sent = read(call);
        EmulatorApp app = known(call, sent.clientId());
        boolean proves = sent.secret().isPresent() || sent.assertion().isPresent();
        if (!app.isConfidential()) {
            if (proves) {
                throw Refusal.publicClientAuthenticated();
            }
            return app;
        }
        // a bound assertion says itself which certificate belongs to it, and that need not be registered
        boolean shows = !AssertionBinding.isClaimedBy(call) && ClientCertificates.prove(call, app);
        if (!shows && !proves) {
            throw Refusal.noClientAuthentication();
        }
        sent.secret().ifPresent(secret -> checkSecret(app, secret));
        sent.assertion().ifPresent(assertion -> {
            assertions.verify(call, app, assertion);
            AssertionBinding.check(call, assertion);
        });
        return app;
    }

    /** The application a request names, with no proof asked for: the device endpoint. */
    EmulatorApp identify(Call call) {
        return known(call, call.required("client_id"));
    }

    /** An application that exists; RFC 6749 §5.2 has another word than Entra for one that does not. */
    private EmulatorApp known(Call call, String clientId) {
        if (!call.realm().isEntra() && !directory.hasApp(clientId)) {
            throw Refusal.unknownClient(clientId);
        }
        return directory.app(call.realm(), clientId);
    }

    private static void checkSecret(EmulatorApp app, Secret sent) {
        boolean known = false;
        for (Secret secret : app.secrets()) {
            // every secret is compared, so that time does not tell which one was near
            known |= secret.equals(sent);
        }
        if (!known) {
            throw Refusal.wrongSecret(app.clientId());
        }
    }

    private static Credentials read(Call call) {
        Optional<Credentials> basic = call.request().header("authorization").flatMap(ClientAuthentication::readBasic);
        Optional<Secret> secret = call.request().parameter("client_secret").map(Secret::of);
        Optional<String> assertion = call.request().parameter("client_assertion");
        int methods = (basic.isPresent() ? 1 : 0) + (secret.isPresent() ? 1 : 0) + (assertion.isPresent() ? 1 : 0);
        if (methods > 1) {
            throw Refusal.malformed("The client used more than one authentication method.");
        }
        if (basic.isPresent()) {
            return basic.get();
        }
        if (assertion.isPresent()) {
            ClientAssertions.checkType(call);
        }
        return new Credentials(call.required("client_id"), secret, assertion);
    }

    private static Optional<Credentials> readBasic(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).trim());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            if (parts.length < 2) {
                throw Refusal.malformed("The Authorization header is not valid.");
            }
            // RFC 6749 §2.3.1: both halves are form-encoded before they are joined
            return Optional.of(new Credentials(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    Optional.of(Secret.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8))),
                    Optional.empty()));
        } catch (IllegalArgumentException notBase64) {
            throw Refusal.malformed("The Authorization header is not valid.");
        }
    }
}
