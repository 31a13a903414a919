package io.openmsal;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.oauth.DeviceCode;
import java.util.List;
import java.util.function.Consumer;

final class StandardPublicClientApplication extends StandardClientApplication implements PublicClientApplication {

    private final AccountListing listing;

    StandardPublicClientApplication(Engine engine) {
        super(engine);
        this.listing = new StandardAccountListing(engine);
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
    public DeviceAuthorizationRequest deviceAuthorization(String... scopes) {
        return new StandardDeviceAuthorizationRequest(engine, scopes);
    }

    @Override
    public DeviceTokenRequest acquireTokenByDeviceCode(DeviceCode code, String... scopes) {
        return new StandardDeviceTokenRequest(engine, code, scopes);
    }

    @Override
    public List<Account> accounts() {
        return listing.accounts();
    }

    @Override
    public List<Account> accounts(String username) {
        return listing.accounts(username);
    }

    @Override
    public List<Account> accounts(String username, String environment) {
        return listing.accounts(username, environment);
    }
}
