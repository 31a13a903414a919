package io.openmsal.testing.emulator;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Reads authorization requests. What is wrong with the application or its redirect URI is told to the person on a page; what is
 * wrong with the rest is told to the application (RFC 6749 §4.1.2.1).
 */
final class AuthorizationRequests {

    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account", "create");

    /** No browser keeps a session as long, so that more means no more; and an instant as far back can be reckoned with. */
    private static final Duration OLDEST = Duration.ofDays(3650);

    private final Directory directory;

    AuthorizationRequests(Directory directory) {
        this.directory = directory;
    }

    /** The part that decides whom to answer: with this much known, an error may be sent home. */
    AuthorizationRequest addressee(Call call) {
        EmulatorApp app = directory.app(call.realm(), call.required("client_id"));
        String redirectUri = call.required("redirect_uri");
        if (!app.mayRedirectTo(redirectUri)) {
            throw Refusal.redirectMismatch(redirectUri, app.clientId());
        }
        return new AuthorizationRequest(
                call.realm(),
                app,
                redirectUri,
                ResponseMode.parse(call.request().parameter("response_mode").orElse("query")),
                new Scopes(Set.of()),
                call.request().parameter("state"),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    AuthorizationRequest complete(Call call, AuthorizationRequest addressee) {
        if (call.request().hasRepeatedParameter()) {
            throw Refusal.malformed("A parameter was sent more than once.");
        }
        String responseType = call.required("response_type");
        if (!responseType.equals("code")) {
            throw Refusal.unsupportedResponseType(responseType);
        }
        Scopes scopes = Scopes.parse(call.required("scope"));
        for (String scope : scopes.ofResources()) {
            if (call.realm().isEntra()
                    && !Scopes.isDefault(scope)
                    && !addressee.app().mayAskFor(scope)) {
                throw Refusal.unknownScope(scope);
            }
        }
        return new AuthorizationRequest(
                addressee.realm(),
                addressee.app(),
                addressee.redirectUri(),
                addressee.responseMode(),
                scopes,
                addressee.state(),
                call.request().parameter("nonce"),
                CodeChallenge.from(call.request()),
                prompts(call.request()),
                call.request().parameter("login_hint"),
                call.request().parameter("max_age").map(AuthorizationRequests::seconds),
                call.request().parameter("client_info").equals(Optional.of("1")));
    }

    private static Set<String> prompts(EmulatorRequest request) {
        Set<String> prompts =
                Scopes.parse(request.parameter("prompt").orElse("")).values();
        for (String prompt : prompts) {
            if (!PROMPTS.contains(prompt) || (prompt.equals("none") && prompts.size() > 1)) {
                throw Refusal.unsupportedParameter("prompt", String.join(" ", prompts));
            }
        }
        return prompts;
    }

    private static Duration seconds(String text) {
        try {
            var seconds = new BigInteger(text);
            if (seconds.signum() >= 0) {
                return Duration.ofSeconds(
                        seconds.min(BigInteger.valueOf(OLDEST.toSeconds())).longValueExact());
            }
        } catch (NumberFormatException noNumber) {
            // refused like a number that makes no sense
        }
        throw Refusal.unsupportedParameter("max_age", text);
    }
}
