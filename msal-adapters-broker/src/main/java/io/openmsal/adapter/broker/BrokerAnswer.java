package io.openmsal.adapter.broker;

import io.openmsal.port.Secret;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.port.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What the broker answered: tokens, or an error that names one of MSAL's response statuses. */
final class BrokerAnswer {

    private static final String TOKENS = "brokerTokenResponse";
    private static final String ERROR = "error";

    private final JsonCodec codec;
    private final String question;
    private final JsonMembers answer;

    private BrokerAnswer(JsonCodec codec, String question, JsonMembers answer) {
        this.codec = codec;
        this.question = question;
        this.answer = answer;
    }

    /** Reads an answer, and throws the refusal that it may be. */
    static BrokerAnswer read(JsonCodec codec, String question, String text) throws BrokerRefusedException {
        JsonMembers answer = JsonMembers.of(codec, question, text);
        for (JsonMembers part : Arrays.asList(answer, answer.object(TOKENS).orElse(answer))) {
            if (part.has(ERROR)) {
                throw refusal(question, part);
            }
        }
        return new BrokerAnswer(codec, question, answer);
    }

    JsonMembers members() {
        return answer;
    }

    BrokerTokens tokens(Clock clock) throws BrokerRefusedException {
        JsonMembers tokens = answer.object(TOKENS).orElse(answer);
        Secret accessToken = Secret.of(needed(tokens.text("accessToken"), "access token"));
        long expiresAt = needed(tokens.number("expiresOn"), "expiry");
        Duration lifetime = Duration.ofMillis(expiresAt - clock.millis());
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw failed("gave a token that has expired");
        }
        return new BrokerTokens(
                accessToken,
                type(tokens),
                lifetime,
                words(tokens.text("grantedScopes").orElse("")),
                tokens.text("idToken").filter(BrokerAnswer::isSignedToken).map(Secret::of),
                needed(homeAccountIn(tokens), "account"));
    }

    private Optional<String> homeAccountIn(JsonMembers tokens) {
        Optional<String> named = tokens.object("account").flatMap(account -> account.text("homeAccountId"));
        return named.isPresent() ? named : tokens.text("clientInfo").flatMap(this::homeAccountInClientInfo);
    }

    private Optional<String> homeAccountInClientInfo(String clientInfo) {
        try {
            JsonMembers halves = JsonMembers.of(
                    codec, question, new String(Base64.getUrlDecoder().decode(clientInfo), StandardCharsets.UTF_8));
            return halves.text("uid").flatMap(user -> halves.text("utid").map(tenant -> user + "." + tenant));
        } catch (IllegalArgumentException | BrokerRefusedException unreadable) {
            return Optional.empty();
        }
    }

    /** A number of MSAL's runtime, where MSAL itself has a word. */
    private static String type(JsonMembers tokens) {
        long type = tokens.number("accessTokenType").orElse(0L);
        return type == 0 ? "Bearer" : type == 1 ? "pop" : "number " + type;
    }

    /** Himmelblau, another broker under the same name, sends the claims alone, which nobody has signed. */
    private static boolean isSignedToken(String text) {
        return text.split("\\.", -1).length == 3;
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(text.trim().split("\\s+")));
        words.remove("");
        return words;
    }

    private <T> T needed(Optional<T> part, String what) throws BrokerRefusedException {
        if (part.isPresent()) {
            return part.get();
        }
        throw failed("gave no " + what + " and no error");
    }

    private BrokerRefusedException failed(String what) {
        return new BrokerRefusedException(Reason.FAILED, "The broker was asked to " + question + " and " + what);
    }

    private static BrokerRefusedException refusal(String question, JsonMembers part) {
        Optional<JsonMembers> error = part.object(ERROR);
        long status = error.flatMap(said -> said.number("status")).orElse(0L);
        String context = error.isPresent()
                ? error.get().text("context").orElse("no reason given")
                : part.text(ERROR).orElse("no reason given");
        return new BrokerRefusedException(
                ResponseStatus.reasonFor(status), question + " ended with status " + status + ": " + context);
    }
}
