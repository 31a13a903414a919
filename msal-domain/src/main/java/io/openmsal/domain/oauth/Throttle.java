package io.openmsal.domain.oauth;

import io.openmsal.domain.digest.Sha256;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.RefusalMemory;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.HeldBack;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.port.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps refused requests in mind, so that the very same one is not sent again while the server has asked for patience or would
 * refuse it again. Safe for many threads.
 *
 * <p>A request is known by its address and all its parameters, secret ones too, under a hash whose key is made for this process and
 * kept nowhere: a corrected password is another request, and nobody can tell one from what is kept here. A client assertion is
 * left out, since each request has a new one; where it, or the certificate of the handshake, is what was refused, nothing is kept, since
 * the next may be made with another key.
 */
public final class Throttle {

    private static final String NEW_EACH_TIME = "client_assertion";
    private static final String SECRET = "client_secret";
    private final Clock clock;
    private final RandomValues random;
    private final boolean active;
    private final RefusalMemory<String, Refusal> refusals = new RefusalMemory<>();
    private @Nullable Secret key;

    private Throttle(Clock clock, RandomValues random, boolean active) {
        this.clock = clock;
        this.random = random;
        this.active = active;
    }

    /**
     * A memory that knows of no refusal yet.
     *
     * @param clock what tells the time
     * @param random what makes the key of its hashes
     * @return a new memory, for one application
     */
    public static Throttle remembering(Clock clock, RandomValues random) {
        return new Throttle(clock, random, true);
    }

    /**
     * One that lets every request through.
     *
     * @param clock what tells the time
     * @param random never asked for anything that matters
     * @return a throttle that remembers nothing
     */
    public static Throttle off(Clock clock, RandomValues random) {
        return new Throttle(clock, random, false);
    }

    private record Refusal(ServiceError error, HeldBack heldBack, RefusedRequest request)
            implements RefusalMemory.Refused {}

    /**
     * The failure that the same request met, while it holds. Costs nothing as long as nothing was refused.
     *
     * @param endpoint where it goes
     * @param form all else that makes it the same request, secrets too; of its parameters a client assertion does not count
     * @return the failure, which says that nothing was sent this time
     */
    public Optional<MsalException> refusalOf(URI endpoint, Form form) {
        if (refusals.isEmpty()) {
            return Optional.empty();
        }
        Refusal refusal = refusals.inForce(keyOf(endpoint, form), clock.instant());
        if (refusal == null) {
            return Optional.empty();
        }
        return Optional.of(refusal.request.again(refusal.error.givenAgain(refusal.heldBack), refusal.heldBack));
    }

    /**
     * Takes a refusal down, if one of the rules speaks of it.
     *
     * @param reply what came back
     * @param error what the server said in it
     * @param endpoint where the request went
     * @param form all else that made it this request
     * @param request what is kept of it
     */
    public void learnFrom(ServerReply reply, ServiceError error, URI endpoint, Form form, RefusedRequest request) {
        if (!active) {
            return;
        }
        Instant now = clock.instant();
        heldBack(reply, error, form, request, now)
                .ifPresent(heldBack -> refusals.add(keyOf(endpoint, form), new Refusal(error, heldBack, request), now));
    }

    private static Optional<HeldBack> heldBack(
            ServerReply reply, ServiceError error, Form form, RefusedRequest request, Instant now) {
        Optional<HeldBack> asked = reply.patience(now);
        return asked.isPresent()
                ? asked
                : ruleFor(reply, error, form, request)
                        .map(rule -> new HeldBack(now.plus(rule.patience(reply.retryAfter())), rule));
    }

    /** A password that was mistyped is refused with 401 or 500 by some servers. */
    private static Optional<ThrottlingRule> ruleFor(
            ServerReply reply, ServiceError error, Form form, RefusedRequest request) {
        if (request.mistyped()) {
            return Optional.of(ThrottlingRule.REFUSED);
        }
        if (reply.status() >= 500) {
            return Optional.of(ThrottlingRule.SERVER_BUSY);
        }
        boolean refusedWhatIsNotInTheKey = error.error().equals(TokenEndpoint.INVALID_CLIENT) && !form.has(SECRET);
        return reply.status() == 400 && !refusedWhatIsNotInTheKey
                ? Optional.of(ThrottlingRule.REFUSED)
                : Optional.empty();
    }

    /** Hashed twice with the key in front, so that what is kept cannot be continued to the hash of another request. */
    private String keyOf(URI endpoint, Form form) {
        String request = endpoint + "\n" + form.without(NEW_EACH_TIME).encode();
        return Base64.getEncoder().encodeToString(keyed(keyed(request.getBytes(StandardCharsets.UTF_8))));
    }

    private byte[] keyed(byte[] content) {
        MessageDigest digest = Sha256.begin();
        digest.update(key().reveal().getBytes(StandardCharsets.UTF_8));
        return digest.digest(content);
    }

    /** Made with the first refusal: most processes meet none. */
    private synchronized Secret key() {
        Secret known = key;
        Secret made = known == null ? random.unguessable() : known;
        key = made;
        return made;
    }

    /** How many refusals are kept. */
    int size() {
        return refusals.size();
    }

    /** How many refusals are kept; nothing of the requests. */
    @Override
    public String toString() {
        return refusals.size() + " refused requests";
    }
}
