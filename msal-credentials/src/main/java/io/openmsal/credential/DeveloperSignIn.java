package io.openmsal.credential;

import io.openmsal.PublicClientApplication;
import io.openmsal.PublicClientApplicationBuilder;
import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.cache.StoreBusyException;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in on a developer's machine with {@code msal login --developer}, and at which application and authority. Kept in
 * {@code sign-in} in a folder of its own, without any token; the tokens are beside it. The
 * folder is {@code developer} below {@code OPENMSAL_HOME}, or below {@code .openmsal} in the person's home. Immutable.
 *
 * @param clientId the application
 * @param trust what the authority's address is believed to be
 * @param authority the address of who issued the tokens
 * @param homeAccountId the person
 */
public record DeveloperSignIn(String clientId, AuthorityTrust trust, String authority, String homeAccountId) {

    private static final String HOME = "OPENMSAL_HOME";
    private static final String PARTITION = "sign-in";

    /** Checks that nothing is missing. */
    public DeveloperSignIn {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(homeAccountId, "homeAccountId");
    }

    /**
     * Where the tokens of the sign-in are.
     *
     * @param environment tells the person's home
     * @param events is warned when the file is not whole and was set aside
     * @return a store of the one partition {@link TokenCache#WHOLE_CACHE}; nothing is read or made yet
     * @throws MsalConfigurationException when there is no home
     */
    public static TokenStore tokens(Environment environment, EventSink events) {
        return file(environment, "tokens", TokenCache.WHOLE_CACHE, events);
    }

    /**
     * Who signed in.
     *
     * @param environment tells the person's home
     * @param codec reads JSON
     * @param events is warned when the file is not whole and was set aside, so that there is no sign-in
     * @return the sign-in, or empty when there was none
     * @throws MsalConfigurationException when the file cannot be read or understood
     */
    public static Optional<DeveloperSignIn> read(Environment environment, JsonCodec codec, EventSink events) {
        try {
            return record(environment, events)
                    .read(PARTITION)
                    .map(stored -> parsed(codec, new String(stored.bytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw unusable("cannot be read", unreadable);
        }
    }

    private static DeveloperSignIn parsed(JsonCodec codec, String text) {
        try {
            JsonObject json = JsonObject.parse(codec, text);
            Optional<String> clientId = json.string("client_id");
            Optional<String> person = json.string("home_account_id");
            for (AuthorityTrust trust : AuthorityTrust.values()) {
                Optional<String> authority = json.string(trust.member());
                if (authority.isPresent() && clientId.isPresent() && person.isPresent()) {
                    return new DeveloperSignIn(clientId.get(), trust, authority.get(), person.get());
                }
            }
        } catch (MalformedJsonException malformed) {
            throw unusable("is not JSON", malformed);
        }
        throw unusable("lacks the client id, the authority or the account", null);
    }

    private static MsalConfigurationException unusable(String why, @Nullable Exception cause) {
        return new MsalConfigurationException(
                "invalid_developer_sign_in",
                "The file sign-in of the developer sign-in " + why + ". Sign in again: msal login --developer.",
                null,
                cause);
    }

    /**
     * Keeps who signed in, in place of whoever did before.
     *
     * @param environment tells the person's home
     * @param codec writes JSON
     * @throws MsalConfigurationException when the file cannot be written
     */
    public void write(Environment environment, JsonCodec codec) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("client_id", clientId);
        json.put(trust.member(), authority);
        json.put("home_account_id", homeAccountId);
        byte[] bytes = codec.write(json).getBytes(StandardCharsets.UTF_8);
        try {
            record(environment, EventSink.none()).update(PARTITION, before -> bytes);
        } catch (IOException unwritable) {
            throw unusable("cannot be written", unwritable);
        }
    }

    /**
     * Forgets who signed in, and removes the tokens that were kept, also those of whoever signed in before. People stay signed in at
     * the provider; nothing is sent. A file that was not whole and was set aside stays where it is.
     *
     * @param environment tells the person's home
     * @return whether there was anything to forget
     * @throws MsalConfigurationException when there is no home, or something cannot be removed
     */
    public static boolean forget(Environment environment) {
        return forget(tokens(environment, EventSink.none()), record(environment, EventSink.none()));
    }

    static boolean forget(TokenStore tokens, TokenStore record) {
        try {
            // the tokens first: while the record is there, it is seen that something is left
            boolean hadTokens = isRemoved(tokens, TokenCache.WHOLE_CACHE);
            return isRemoved(record, PARTITION) || hadTokens;
        } catch (StoreBusyException busy) {
            throw notRemoved(": " + busy.getMessage(), busy);
        } catch (IOException kept) {
            throw notRemoved(
                    " (" + kept.getClass().getSimpleName()
                            + "). Check the permissions of the folder 'developer', or delete it.",
                    kept);
        }
    }

    private static MsalConfigurationException notRemoved(String why, IOException cause) {
        return new MsalConfigurationException(
                "developer_sign_in_not_removed", "The developer sign-in could not be removed" + why, null, cause);
    }

    private static boolean isRemoved(TokenStore store, String partition) throws IOException {
        boolean wasThere = !store.partitions().isEmpty();
        store.delete(partition);
        return wasThere;
    }

    /** The application at which the person signed in, over the tokens that were kept. */
    PublicClientApplicationBuilder application(Environment environment, EventSink events) {
        return trust.set(PublicClientApplication.builder(clientId), authority).tokenStore(tokens(environment, events));
    }

    /** Written as tokens are: whole or not at all, and readable by its owner alone. */
    private static TokenStore record(Environment environment, EventSink events) {
        return file(environment, "sign-in", PARTITION, events);
    }

    private static TokenStore file(Environment environment, String name, String partition, EventSink events) {
        return new SingleFileTokenStore(
                folder(environment).resolve(name),
                partition,
                FileStoreOptions.defaults().events(events));
    }

    private static Path folder(Environment environment) {
        Optional<String> own =
                environment.variable(HOME).filter(value -> !value.trim().isEmpty());
        String home = own.or(() -> environment.property("user.home").map(person -> person + "/.openmsal"))
                .orElseThrow(() -> new MsalConfigurationException(
                        "no_home",
                        "There is no home directory for the developer sign-in. Name a folder in " + HOME + "."));
        try {
            return Path.of(home, "developer");
        } catch (InvalidPathException noPath) {
            throw new MsalConfigurationException(
                    "no_home", "The home directory for the developer sign-in is not a path. Correct " + HOME + ".");
        }
    }

    /** The application and the authority; no person. */
    @Override
    public String toString() {
        return "developer sign-in at " + clientId + ", " + authority;
    }
}
