package io.openmsal.cli;

import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.port.environment.Environment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which application asks, whom, and where its tokens are kept. */
final class ApplicationOptions {

    static final String CLIENT_ID = "--client-id";
    static final String ITS_MEANING = "The id the application is registered with.";

    @Option(names = CLIENT_ID, required = true, paramLabel = "ID", description = ITS_MEANING)
    private String clientId = "";

    @Mixin
    private SurroundingsOptions surroundings = new SurroundingsOptions();

    boolean hasCache() {
        return surroundings.hasCache();
    }

    /** Keeps the tokens where the developer credential of programs looks for them. */
    void keepForDeveloper(Environment environment) {
        surroundings.keepForDeveloper(environment);
    }

    /** For who takes a refresh token out when the cache could not. */
    void handOutRefreshTokens() {
        surroundings.handOutRefreshTokens();
    }

    /** Tells the developer credential of programs who signed in, and where. */
    void rememberDeveloper(Account person, Environment environment) {
        surroundings.rememberDeveloper(clientId, person, environment);
    }

    /** For commands that are about what an earlier one kept. */
    void requireCache() {
        surroundings.requireCache();
    }

    PublicClientApplication publicClient(Shell shell, Narrator narrator) {
        return surroundings.publicClient(clientId, shell, narrator);
    }

    ConfidentialClientApplication confidentialClient(ClientCredential credential, Shell shell, Narrator narrator) {
        return confidentialClient(credential, new RegionOptions(), shell, narrator);
    }

    ConfidentialClientApplication confidentialClient(
            ClientCredential credential, RegionOptions region, Shell shell, Narrator narrator) {
        return surroundings.confidentialClient(clientId, credential, region, shell, narrator);
    }
}
