package io.openmsal;

import io.openmsal.domain.account.Account;
import java.util.List;
import java.util.Set;

/** Looks at everyone in the cache, and at every document of a store. */
final class StandardAccountListing implements AccountListing {

    private final Engine engine;

    StandardAccountListing(Engine engine) {
        this.engine = engine;
    }

    @Override
    public List<Account> accounts() {
        Set<String> environments = engine.authority.environments();
        return engine.cache.everybody().stream()
                .filter(account -> environments.contains(account.environment()))
                .toList();
    }

    @Override
    public List<Account> accounts(String username) {
        return accounts().stream()
                .filter(account -> account.username().equalsIgnoreCase(username))
                .toList();
    }

    @Override
    public List<Account> accounts(String username, String environment) {
        String cloud = engine.authority.environmentOf(environment);
        return accounts(username).stream()
                .filter(account -> account.environment().equals(cloud))
                .toList();
    }
}
