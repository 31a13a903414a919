package io.openmsal.adapter.cache;

import io.openmsal.port.Secret;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.InvalidURIException;

/**
 * A {@link TokenStore} in Redis, one string value for each partition, through Jedis. Compare-and-set is a small Lua script of
 * one key, so that a cluster serves too. Redis forgets a partition when nobody needs it any more, such as an application's own tokens when the last of
 * them is over, and keeps those of people until they are deleted, or until a time to live is over that it was given.
 *
 * <p>The content is not encrypted: wrap this in an {@link EncryptedTokenStore}. A Redis that may evict keys signs users out
 * when it does; {@code maxmemory-policy noeviction} or {@code volatile-ttl} fit. What a primary has acknowledged and not yet
 * handed to its replica is lost when it dies.
 *
 * <p>A writer that was overtaken applies its change again, at most a hundred times within about two seconds of pauses, and
 * then gives up with {@link StoreBusyException}. How long one command may take is the client's setting. Safe for many threads,
 * if the client is, and for many processes. Every failure is an {@link IOException} that says a next step and shows no
 * content; when the connection breaks during a write, the write may have happened. Needs {@code redis.clients:jedis} on the
 * class path: compiled against the class that {@code JedisPooled} (4.4 to 7) and {@code RedisClient} (from 7) extend.
 */
public final class RedisTokenStore extends ComparingTokenStore {

    private static final int USUAL_PORT = 6379;
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:/{}@~-]{1,100}");

    /**
     * Makes a store that keeps partitions until they are deleted, or nobody needs them any more.
     *
     * @param redis the client, best with a pool; stays the caller's to close
     * @param keyPrefix what every key begins with, for instance {@code openmsal:}; 1 to 100 letters, digits and characters
     *     of {@code . _ : / { } @ ~ -}
     * @throws IllegalArgumentException when the prefix is of another kind
     */
    public RedisTokenStore(UnifiedJedis redis, String keyPrefix) {
        this(new RedisPlace(Objects.requireNonNull(redis, "redis"), prefix(keyPrefix), null));
    }

    /**
     * Makes a store that lets Redis also forget partitions that nobody has written for a while. An update that changes nothing is
     * no write and does not prolong anything.
     *
     * @param redis the client, best with a pool; stays the caller's to close
     * @param keyPrefix what every key begins with, as in the other constructor
     * @param timeToLive the longest time; asked at every write, possibly several times
     * @throws IllegalArgumentException when the prefix is of another kind
     */
    public RedisTokenStore(UnifiedJedis redis, String keyPrefix, TimeToLive timeToLive) {
        this(new RedisPlace(
                Objects.requireNonNull(redis, "redis"),
                prefix(keyPrefix),
                Objects.requireNonNull(timeToLive, "timeToLive")));
    }

    /**
     * Makes a store with a client of its own, for a program that ends soon: nobody closes it. Needs Jedis 7 or newer.
     *
     * @param address {@code redis://[user@]host[:port][/database]}, or {@code rediss} for TLS; without a password
     * @param password the password, if the server asks for one
     * @param keyPrefix what every key begins with, as in the constructors
     * @return a store that has connected to nothing yet
     * @throws IllegalArgumentException when the address or the prefix is of another kind
     */
    public static RedisTokenStore connecting(URI address, Optional<Secret> password, String keyPrefix) {
        if (address.getHost() == null) {
            throw new IllegalArgumentException("The address of a Redis names a host");
        }
        String user = Objects.requireNonNullElse(address.getUserInfo(), "");
        String userInfo = password.map(secret -> user + ':' + secret.reveal()).orElse(user.isEmpty() ? null : user);
        try {
            URI complete = new URI(
                    address.getScheme(),
                    userInfo,
                    address.getHost(),
                    address.getPort() < 0 ? USUAL_PORT : address.getPort(),
                    address.getPath(),
                    address.getQuery(),
                    null);
            return new RedisTokenStore(RedisClient.create(complete), keyPrefix);
        } catch (URISyntaxException | InvalidURIException malformed) {
            // neither message nor cause: they hold the password
            throw new IllegalArgumentException("The address of a Redis has another form");
        }
    }

    private RedisTokenStore(RedisPlace place) {
        super(place);
    }

    private static String prefix(String prefix) {
        if (!PREFIX.matcher(Objects.requireNonNull(prefix, "keyPrefix")).matches()) {
            throw new IllegalArgumentException(
                    "A key prefix has 1 to 100 letters, digits and characters of . _ : / { } @ ~ -"
                            + " and this one of " + prefix.length() + " characters has others, or too many");
        }
        return prefix;
    }
}
