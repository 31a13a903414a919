package io.openmsal.cli;

import io.openmsal.ClientApplication;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An application that can prove who it is, or one that cannot. */
final class EitherClientOptions {

    @Option(
            names = "--confidential",
            description = "The application can prove who it is, as with app-token: by MSAL_CLIENT_SECRET,"
                    + " an option that names a credential, or a prompt.")
    private boolean confidential;

    @Mixin
    private CredentialOptions credential = new CredentialOptions();

    @Mixin
    private ApplicationOptions application = new ApplicationOptions();

    void requireCache() {
        application.requireCache();
    }

    boolean hasCache() {
        return application.hasCache();
    }

    void handOutRefreshTokens() {
        application.handOutRefreshTokens();
    }

    ClientApplication client(Shell shell, Narrator narrator) {
        return confidential || credential.isNamed()
                ? application.confidentialClient(credential.credential(shell), shell, narrator)
                : application.publicClient(shell, narrator);
    }
}
