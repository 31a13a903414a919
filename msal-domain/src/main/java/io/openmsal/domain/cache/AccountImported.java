package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.RefreshToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A person's tokens arrived that somebody else received, perhaps a while ago. They come beside what is there: nothing that is newer goes for them.
 *
 * @param app the application they are for
 * @param account the person, as they are known where the tokens come from
 * @param accessTokens those that may still be good
 * @param idTokens at most one of each tenant
 * @param refreshTokens those that the application may redeem
 * @param family which family the application belongs to, if that was known there
 * @param now seconds since 1970
 */
record AccountImported(
        AppKey app,
        Account account,
        List<AccessToken> accessTokens,
        List<IdToken> idTokens,
        List<RefreshToken> refreshTokens,
        Optional<String> family,
        long now)
        implements CacheChange {

    @Override
    public void applyTo(Index index) {
        UserPartition user = index.openUser(account);
        index.setAccount(user, besideWhatIsKnownTo(user));
        idTokens.stream().filter(user::isNews).forEach(user::put);
        accessTokens.forEach(token -> user.merge(token.withScopes(index.shared(token.scopes())), now));
        refreshTokens.stream().filter(user::isNews).forEach(user::put);
        family.filter(own -> index.familyOf(app) == null).ifPresent(own -> index.putFamily(app, own));
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        Index present = document.index();
        UserPartition user = present.openUser(account);
        Account latest = besideWhatIsKnownTo(user);
        realms().forEach(realm -> document.put(latest, realm));
        idTokens.stream().filter(user::isNews).forEach(token -> document.put(account, token));
        accessTokens.stream().filter(token -> user.lacks(token, now)).forEach(token -> {
            document.putBeside(account, token, now);
            user.merge(token, now);
        });
        refreshTokens.stream().filter(user::isNews).forEach(token -> document.put(account, token));
        family.filter(own -> present.familyOf(app) == null).ifPresent(own -> document.putAppMetadata(app, own));
    }

    /** Without a tenant the person would be forgotten with the process: an entry of the document stands under one, even a nameless one. */
    private Set<String> realms() {
        Set<String> realms = new LinkedHashSet<>(account.tenantProfiles().keySet());
        accessTokens.forEach(token -> realms.add(token.realm()));
        if (realms.isEmpty()) {
            realms.add("");
        }
        return realms;
    }

    /** What an ID token says that is newer than the one at hand is believed before what is known, and the rest after it. */
    private Account besideWhatIsKnownTo(UserPartition user) {
        Account known = user.account();
        Map<String, TenantProfile> profiles = new LinkedHashMap<>(account.tenantProfiles());
        profiles.putAll(known.tenantProfiles());
        boolean isNews = false;
        for (IdToken token : idTokens) {
            TenantProfile profile = account.tenantProfiles().get(token.realm());
            if (profile != null && user.tellsNews(token)) {
                profiles.put(token.realm(), profile);
                isNews = true;
            }
        }
        boolean renamed =
                !account.username().isEmpty() && (isNews || known.username().isEmpty());
        return new Account(
                        account.homeAccountId(),
                        account.environment(),
                        renamed ? account.username() : known.username(),
                        profiles)
                .from(known.source().or(account.source()));
    }

    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfPerson(account);
    }

    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        store.update(partition(), this::applyTo);
    }
}
