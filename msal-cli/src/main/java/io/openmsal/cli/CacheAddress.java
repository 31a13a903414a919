package io.openmsal.cli;

import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.adapter.cache.RedisTokenStore;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.cache.SystemKeyring;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where tokens are kept, as the option {@code --cache} says it: a file, a database, Redis, or the keyring. */
final class CacheAddress {

    static final String USER = "MSAL_CACHE_USER";
    static final String PASSWORD = "MSAL_CACHE_PASSWORD";

    private static final String KEYRING = "keyring:";
    /** One letter before the colon is a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+://");

    private final Shell shell;
    private final EventSink events;

    CacheAddress(Shell shell, EventSink events) {
        this.shell = shell;
        this.events = events;
    }

    /**
     * The store at an address.
     *
     * @throws MsalConfigurationException when there is none, or what reaches it is not on the class path
     */
    TokenStore store(String given) {
        // a blank before it would make an address the name of a file, whatever it holds
        String address = given.strip();
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:")) {
            return database(withoutPassword(address));
        }
        if (lower.startsWith("redis:") || lower.startsWith("rediss:")) {
            return redis(withoutPassword(address));
        }
        if (lower.startsWith(KEYRING)) {
            return keyring(address.substring(KEYRING.length()));
        }
        if (address.isEmpty()) {
            throw invalid("it is empty");
        }
        if (SCHEME.matcher(address).lookingAt()) {
            throw invalid("there is no such kind of cache. A file is given by its path, PostgreSQL as"
                    + " jdbc:postgresql://HOST/DATABASE, Redis as redis://HOST; if it holds a password, renew that");
        }
        return SingleFileTokenStore.sharedWithMsalExtensions(
                path(address), TokenCache.WHOLE_CACHE, new GsonJsonCodec(), options());
    }

    private TokenStore database(String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException noDriver) {
            throw new MsalConfigurationException(
                    "driver_missing",
                    "No JDBC driver on the class path knows the address of --cache. Add its archive, such as that of"
                            + " org.postgresql:postgresql or com.h2database:h2: MSAL_CLASSPATH=/path/to/driver.jar",
                    null,
                    noDriver);
        }
        return new JdbcTokenStore(
                new DriverDataSource(url, variable(USER), shell.secret(PASSWORD).map(Secret::reveal)));
    }

    private TokenStore redis(String address) {
        try {
            return RedisTokenStore.connecting(withUser(new URI(address)), shell.secret(PASSWORD), "openmsal:");
        } catch (NoClassDefFoundError jedisIsMissing) {
            throw new MsalConfigurationException(
                    "driver_missing",
                    "For a cache in Redis the archives of redis.clients:jedis (7 or newer) and"
                            + " org.apache.commons:commons-pool2 have to be on the class path. Add them:"
                            + " MSAL_CLASSPATH=/path/to/jedis.jar:/path/to/commons-pool2.jar",
                    null,
                    jedisIsMissing);
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            throw invalid("it is not of the form redis://[USER@]HOST[:PORT][/DATABASE]");
        }
    }

    /** A user in the address is the one that is meant: it is nearer than the variable. Without a password Redis knows no users. */
    URI withUser(URI address) throws URISyntaxException {
        Optional<String> user =
                variable(USER).filter(named -> variable(PASSWORD).isPresent());
        return user.isEmpty() || address.getHost() == null || address.getUserInfo() != null
                ? address
                : new URI(
                        address.getScheme(),
                        user.get(),
                        address.getHost(),
                        address.getPort(),
                        address.getPath(),
                        address.getQuery(),
                        null);
    }

    private TokenStore keyring(String location) {
        SystemKeyring keyring = SystemKeyring.ofThisMachine();
        try {
            keyring.probe();
        } catch (IOException unavailable) {
            throw new MsalConfigurationException(
                    "keyring_unavailable",
                    unavailable.getMessage() + " Or name a file: --cache FILE. Archives are added by MSAL_CLASSPATH.",
                    null,
                    unavailable);
        }
        Path place = location.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".openmsal", "msal_token_cache")
                : path(location);
        return keyring.store(place, TokenCache.WHOLE_CACHE, options());
    }

    private FileStoreOptions options() {
        return FileStoreOptions.defaults().events(events);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(shell.variables().get(name));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException unusable) {
            throw invalid("it is not the name of a file");
        }
    }

    /** Every process of the machine can read a command line. */
    private static String withoutPassword(String address) {
        if (PasswordInside.isIn(address)) {
            throw invalid("it must not hold a password; set " + PASSWORD + " instead, and renew this one");
        }
        return address;
    }

    /** Does not repeat the address, which may hold a password; so it has no cause, as parsers quote what they could not read. */
    private static MsalConfigurationException invalid(String why) {
        return new MsalConfigurationException("invalid_cache", "The address of --cache cannot be used: " + why + ".");
    }
}
