package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ScanIteration;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** The keys of one Redis that begin alike. */
final class RedisPlace implements ComparedPlace {

    private static final int SCANNED_AT_ONCE = 500;

    /** A hundred years: what stays for longer stays for good, and a number of milliseconds has to hold it. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    // one key, so that a cluster can run it; the arguments are the content, the milliseconds or nothing, the expected
    // content
    private static final byte[] REPLACE = bytes("""
            local present = redis.call('GET', KEYS[1])
            if present ~= (ARGV[3] or false) then return 0 end
            if ARGV[2] == '' then redis.call('SET', KEYS[1], ARGV[1])
            else redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
            return 1
            """);

    // the argument is the expected content
    private static final byte[] REMOVE = bytes("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            return redis.call('DEL', KEYS[1])
            """);

    private final UnifiedJedis redis;
    private final String prefix;
    private final @Nullable TimeToLive timeToLive;

    RedisPlace(UnifiedJedis redis, String prefix, @Nullable TimeToLive timeToLive) {
        this.redis = redis;
        this.prefix = prefix;
        this.timeToLive = timeToLive;
    }

    @Override
    public Optional<byte[]> read(String partition) throws IOException {
        return asked(() -> Optional.ofNullable(redis.get(key(partition))));
    }

    @Override
    public boolean replace(
            String partition, Optional<byte[]> expected, byte[] next, Supplier<Optional<Duration>> neededFor)
            throws IOException {
        List<byte[]> arguments = new ArrayList<>(List.of(next, bytes(milliseconds(next, neededFor.get()))));
        expected.ifPresent(arguments::add);
        Object replaced = asked(() -> redis.eval(REPLACE, List.of(key(partition)), arguments));
        return Long.valueOf(1).equals(replaced);
    }

    @Override
    public boolean remove(String partition, byte[] expected) throws IOException {
        Object removed = asked(() -> redis.eval(REMOVE, List.of(key(partition)), List.of(expected)));
        return Long.valueOf(1).equals(removed);
    }

    @Override
    public void delete(String partition) throws IOException {
        asked(() -> redis.del(key(partition)));
    }

    @Override
    public Set<String> partitions() throws IOException {
        return asked(() -> {
            Set<String> names = new LinkedHashSet<>();
            ScanIteration keys = redis.scanIteration(SCANNED_AT_ONCE, prefix + "*");
            while (!keys.isIterationCompleted()) {
                for (String key : keys.nextBatchList()) {
                    String name = key.substring(prefix.length());
                    // a key of somebody else's, whose prefix begins with this one
                    if (PartitionName.isAllowed(name)) {
                        names.add(name);
                    }
                }
            }
            return Collections.unmodifiableSet(names);
        });
    }

    /** Until nobody needs the content any more, or the caller no longer wants it kept, whichever is earlier; nothing where neither has an end. */
    private String milliseconds(byte[] content, Optional<Duration> neededFor) {
        Stream<Duration> wanted = timeToLive == null ? Stream.empty() : Stream.of(timeToLive.of(content.clone()));
        // Redis refuses times that are not positive
        return Stream.concat(wanted, neededFor.stream())
                .min(Comparator.naturalOrder())
                .filter(kept -> kept.compareTo(LONGEST) < 0)
                .map(kept -> Long.toString(Math.max(1, kept.toMillis())))
                .orElse("");
    }

    private byte[] key(String partition) {
        return bytes(prefix + partition);
    }

    private static <T> T asked(Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (JedisException failure) {
            Interruption.passOn(failure, "Redis");
            throw RedisFailure.of(failure);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The prefix: where the server is, the client's own text would say with its password. */
    @Override
    public String toString() {
        return "token store in Redis under " + prefix;
    }
}
