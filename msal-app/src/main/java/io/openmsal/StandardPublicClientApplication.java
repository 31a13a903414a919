package io.openmsal;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.oauth.DeviceCode;
import java.util.List;
import java.util.function.Consumer;

final class StandardPublicClientApplication extends StandardClientApplication implements PublicClientApplication {

    StandardPublicClientApplication(Engine engine) {
        super(engine);
    }

    @Override
    public InteractiveRequest acquireTokenInteractive(String... scopes) {
        return new StandardInteractiveRequest(engine, scopes);
    }

    @Override
    public DeviceCodeRequest acquireTokenByDeviceCode(Consumer<DeviceCode> show, String... scopes) {
        return new StandardDeviceCodeRequest(engine, show, scopes);
    }

    @Override
    public List<Account> accounts() {
        engine.cache.catchUp();
        return engine.authority.environments().stream()
                .flatMap(environment -> engine.cache.accounts(environment).stream())
                .toList();
    }

    @Override
    public List<Account> accounts(String username) {
        return accounts().stream()
                .filter(account -> account.username().equalsIgnoreCase(username))
                .toList();
    }
}
