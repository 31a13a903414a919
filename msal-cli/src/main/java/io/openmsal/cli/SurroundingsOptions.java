package io.openmsal.cli;

import io.openmsal.Adapters;
import io.openmsal.ApplicationBuilder;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.credential.DeveloperSignIn;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.environment.Environment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom an application asks, and where its tokens are kept. */
final class SurroundingsOptions {

    @ArgGroup
    private AuthorityOptions authority = new AuthorityOptions();

    @Mixin
    private LoopbackOptions loopback = new LoopbackOptions();

    @Option(
            names = "--capability",
            paramLabel = "NAME",
            description = "What the application can do, such as cp1 for claims challenges; repeat the option for more.")
    private String[] capabilities = {};

    @Option(
            names = "--cache",
            paramLabel = "PLACE",
            description =
                    "Keep tokens in a file, in the format every MSAL shares (made with mode 0600), or at an address:"
                            + " keyring:, jdbc:..., redis://HOST. User and password come from "
                            + CacheAddress.USER + " and " + CacheAddress.PASSWORD + ".")
    private @Nullable String cache;

    private @Nullable Environment developer;

    private boolean handsOutRefreshTokens;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    boolean hasCache() {
        return cache != null || developer != null;
    }

    boolean nameAnAuthority() {
        return authority.nameOne();
    }

    /** Keeps the tokens where the developer credential of programs looks for them. */
    void keepForDeveloper(Environment environment) {
        if (cache != null || loopback.isAllowed()) {
            throw new MsalConfigurationException(
                    "invalid_option",
                    "--developer keeps tokens in a place of its own and for authorities with TLS: it does not go with"
                            + " --cache or --allow-http-on-loopback.");
        }
        developer = environment;
    }

    /** For who takes a refresh token out when the cache could not. */
    void handOutRefreshTokens() {
        handsOutRefreshTokens = true;
    }

    /** Tells the developer credential of programs who signed in, and where. */
    void rememberDeveloper(String clientId, Account person, Environment environment) {
        authority.signIn(clientId, person.homeAccountId()).write(environment, new GsonJsonCodec());
    }

    /** For commands that are about what an earlier one kept. */
    void requireCache() {
        if (cache == null) {
            throw new MsalConfigurationException(
                    "cache_required",
                    "Who is signed in stands in a cache. Name the one of the sign-in: --cache PLACE.");
        }
    }

    PublicClientApplication publicClient(String clientId, Shell shell, Narrator narrator) {
        return configured(PublicClientApplication.builder(clientId), shell, narrator)
                .build();
    }

    ConfidentialClientApplication confidentialClient(
            String clientId, ClientCredential credential, RegionOptions region, Shell shell, Narrator narrator) {
        ConfidentialClientApplicationBuilder builder = ConfidentialClientApplication.builder(clientId, credential);
        region.applyTo(builder);
        return configured(builder, shell, narrator).build();
    }

    private <B extends ApplicationBuilder<B>> B configured(B builder, Shell shell, Narrator narrator) {
        authority.applyTo(builder);
        builder.clientCapabilities(capabilities);
        if (loopback.isAllowed()) {
            builder.allowHttpOnLoopback();
        }
        if (handsOutRefreshTokens) {
            builder.refreshTokensInResults();
        }
        if (cache != null) {
            builder.tokenStore(new CacheAddress(shell, narrator).store(cache));
        } else if (developer != null) {
            builder.tokenStore(DeveloperSignIn.tokens(developer, narrator));
        }
        // the JDK's own transport: a command lives for a second, and a pool would cost more than it saves
        return builder.adapters(Adapters.jdkOnly(connection.settings(shell), narrator));
    }
}
