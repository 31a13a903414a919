package io.openmsal.testing.managedidentity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The cache that a host has of its own: who asks again for the same resource and identity gets the same token again until it is near
 * its end, or until the host is told by its hash that it was revoked. Safe for many threads.
 */
final class TokensOfHost {

    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final Duration LAST = Duration.ofMinutes(5);

    /** What a token is for, and whose it is. */
    record Question(String resource, String identity) {}

    /** A token and its end. */
    record Issued(String token, Instant end) {}

    private final Clock clock;
    private final Supplier<String> names;
    private final Map<Question, Issued> kept = new HashMap<>();

    /** Without a token yet, given what each new one is called. */
    TokensOfHost(Clock clock, Supplier<String> names) {
        this.clock = clock;
        this.names = names;
    }

    /** The token for a question. The hash is that of one that was revoked; empty when there is none. */
    synchronized Issued get(Question question, String revokedHash) {
        Issued before = kept.get(question);
        if (before != null && isGood(before) && !hash(before.token()).equals(revokedHash)) {
            return before;
        }
        Issued issued = new Issued(names.get(), clock.instant().plus(LIFETIME));
        kept.put(question, issued);
        return issued;
    }

    private boolean isGood(Issued issued) {
        return clock.instant().isBefore(issued.end().minus(LAST));
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkCan) {
            throw new IllegalStateException("No hash of a token", everyJdkCan);
        }
    }
}
