package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.port.Secret;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One person's tokens, out of one application's cache and into another's, as a document of the form that all MSALs share. Safe for
 * many threads.
 *
 * <p>What goes along is what the application itself may use: its own tokens of the person, and the refresh tokens of its
 * family. What was got on behalf of the person stays: it serves those alone who come with the assertion it was got with.
 */
public final class AccountTransfer {

    private final String clientId;
    private final Set<String> environments;
    private final TokenCache cache;
    private final JsonCodec codec;
    private final Clock clock;

    /**
     * Makes the transfer for one application.
     *
     * @param clientId the application
     * @param environments the names under which tokens of the people who sign in to it are kept
     * @param cache where tokens are kept
     * @param codec what reads and writes the document
     * @param clock what tells the time
     */
    public AccountTransfer(String clientId, Set<String> environments, TokenCache cache, JsonCodec codec, Clock clock) {
        this.clientId = Objects.requireNonNull(clientId, "clientId");
        this.environments = Objects.requireNonNull(environments, "environments");
        this.cache = Objects.requireNonNull(cache, "cache");
        this.codec = Objects.requireNonNull(codec, "codec");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Writes down what is kept of a person, and leaves it where it is.
     *
     * @param account the person
     * @return the document, or empty when nothing is kept of them that this application may use
     * @throws io.openmsal.domain.failure.MsalStoreException when the store fails and calls are to fail with it
     */
    public Optional<Secret> exported(Account account) {
        cache.catchUp(account);
        UserPartition user = cache.partition(account);
        if (user == null) {
            return Optional.empty();
        }
        long now = now();
        List<AccessToken> accessTokens = user.all().stream()
                .filter(token -> isOwn(token.clientId()) && token.expiresAt() > now)
                .collect(Collectors.toList());
        List<RefreshToken> refreshTokens = cache.refreshTokens(account, clientId);
        if (accessTokens.isEmpty() && refreshTokens.isEmpty()) {
            return Optional.empty();
        }
        AccountImported slice = new AccountImported(
                appOf(account),
                user.account(),
                accessTokens,
                ownIdTokens(user),
                refreshTokens,
                Optional.ofNullable(cache.familyOf(appOf(account))),
                now);
        UnifiedCacheDocument document = UnifiedCacheDocument.empty(codec);
        slice.applyTo(document);
        return Optional.of(Secret.of(document.write()));
    }

    /**
     * Puts what a document says of one person beside what is known of them. What was received here later stays, and what this
     * application has no use for is left out: tokens of other applications, those that are over, an application's own, and those
     * that were got on behalf of a person.
     *
     * <p>The document is believed as a store is: tokens in it are not judged again. Take none from a place that others can write to.
     *
     * @param text the document, as {@link #exported} or another MSAL wrote it, of one person
     * @return the person, who is known from now on
     * @throws MsalConfigurationException when it is no such document, names nobody or several people, or holds nothing that this
     *     application may use; nothing is kept then
     * @throws io.openmsal.domain.failure.MsalStoreException when the store fails and calls are to fail with it
     */
    public Account imported(Secret text) {
        Index index = parsed(text).index();
        UserPartition user = onlyPersonIn(index);
        Account account = user.account();
        if (!environments.contains(account.environment())) {
            throw refused(
                    "is of a person who signed in at " + account.environment() + ", and this application's sign in at "
                            + environments + ". Import it into the application it was exported from");
        }
        long now = now();
        List<AccessToken> accessTokens = user.all().stream()
                .filter(token -> isOwn(token.clientId()) && token.expiresAt() > now)
                .collect(Collectors.toList());
        List<RefreshToken> refreshTokens = user.refreshTokens().stream()
                .filter(token -> isOwn(token.clientId()) || !token.familyId().isEmpty())
                .collect(Collectors.toList());
        if (accessTokens.isEmpty() && refreshTokens.isEmpty()) {
            throw refused(
                    "holds no token that " + clientId
                            + " may use: none of its own that is still good, and no refresh token of a family. Have the person sign in");
        }
        cache.change(new AccountImported(
                appOf(account),
                account,
                accessTokens,
                ownIdTokens(user),
                refreshTokens,
                Optional.ofNullable(index.familyOf(appOf(account))),
                now));
        return knownAs(account);
    }

    private Account knownAs(Account account) {
        UserPartition user = cache.partition(account);
        return user == null ? account : user.account();
    }

    private UnifiedCacheDocument parsed(Secret text) {
        if (text.isBlank()) {
            throw refused("is empty");
        }
        try {
            return UnifiedCacheDocument.read(codec, text.reveal());
        } catch (MalformedJsonException malformed) {
            throw new MsalConfigurationException(
                    "invalid_account_document", sentence("is not JSON: " + malformed.getMessage()), null, malformed);
        }
    }

    private static UserPartition onlyPersonIn(Index index) {
        List<UserPartition> people = index.users();
        if (people.size() != 1) {
            throw refused(
                    people.isEmpty()
                            ? "names no account"
                            : "names " + people.size()
                                    + " accounts. Import one person at a time, so that nobody comes along unseen, or open"
                                    + " the whole document as a token store");
        }
        return people.get(0);
    }

    private List<IdToken> ownIdTokens(UserPartition user) {
        List<IdToken> own = new ArrayList<>(user.idTokens());
        own.removeIf(token -> !isOwn(token.clientId()));
        return own;
    }

    private boolean isOwn(@Nullable String owner) {
        return clientId.equals(owner);
    }

    private AppKey appOf(Account account) {
        return new AppKey(clientId, account.environment());
    }

    private long now() {
        return clock.millis() / 1000;
    }

    private static MsalConfigurationException refused(String why) {
        return new MsalConfigurationException("invalid_account_document", sentence(why));
    }

    /** Quotes nothing of the document but names of hosts: it holds tokens. */
    private static String sentence(String why) {
        return "The document to import " + why + ". Nothing was kept.";
    }
}
