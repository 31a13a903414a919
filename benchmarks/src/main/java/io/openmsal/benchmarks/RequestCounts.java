package io.openmsal.benchmarks;

import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.port.Secret;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.Set;

/** Counts the requests that both sides send in the same situations. Ends with a failure when ours are not the promised number. */
public final class RequestCounts {

    private static final int CALLERS = 200;
    private static final Duration SERVER_TIME = Duration.ofMillis(100);
    private static final int PENDING_POLLS = 2;
    private static final String TENANT_AUTHORITY = "https://login.microsoftonline.com/" + FakeEntra.tenantId(0);

    private boolean kept = true;

    private RequestCounts() {}

    /**
     * Runs all situations.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.exit(new RequestCounts().run() ? 0 : 1);
    }

    private boolean run() {
        System.out.println("| situation | promised | ours | msal4j |");
        System.out.println("|---|---|---|---|");
        print(CALLERS + " threads, no token yet", "1 token", herdOnColdKey(), msal4jHerdOnColdKey());
        print(
                CALLERS + " threads, one account's token expired",
                "1 token",
                herdOnExpiredToken(),
                msal4jHerdOnExpiredToken());
        print("first app token of a new application", "1 token", firstAppToken(), msal4jFirstAppToken());
        print(
                "device code, " + PENDING_POLLS + " polls too early",
                "1 device code, " + (PENDING_POLLS + 1) + " token",
                deviceCode(),
                msal4jDeviceCode());
        return kept;
    }

    private void print(String situation, String promised, String ours, String msal4j) {
        System.out.println("| " + situation + " | " + promised + " | " + ours + " | " + msal4j + " |");
        kept &= ours.equals(promised);
    }

    private static FakeEntra slowEntra() {
        FakeEntra entra = new FakeEntra();
        entra.answerAfter(SERVER_TIME);
        return entra;
    }

    private static String herdOnColdKey() {
        FakeEntra entra = slowEntra();
        ConfidentialClientApplication app = OurSide.confidentialClient(entra, TENANT_AUTHORITY);
        Herd.stampede(
                CALLERS, () -> app.acquireTokenForClient(FakeEntra.APP_SCOPE).execute());
        return entra.summary();
    }

    private static String msal4jHerdOnColdKey() {
        FakeEntra entra = slowEntra();
        var app = Msal4jSide.confidentialClient(entra, TENANT_AUTHORITY, new DirectExecutor());
        Herd.stampede(
                CALLERS,
                () -> app.acquireToken(ClientCredentialParameters.builder(Set.of(FakeEntra.APP_SCOPE))
                                .build())
                        .join());
        return entra.summary();
    }

    private static String herdOnExpiredToken() {
        FakeEntra entra = entraWithShortTokens();
        PublicClientApplication app = OurSide.publicClient(entra);
        Account account = app.acquireTokenByRefreshToken(Secret.of(FakeEntra.refreshToken(1)), FakeEntra.SCOPE)
                .execute()
                .account()
                .orElseThrow();
        countFromNow(entra);
        Herd.stampede(
                CALLERS, () -> app.acquireTokenSilent(account, FakeEntra.SCOPE).execute());
        return entra.summary();
    }

    private static String msal4jHerdOnExpiredToken() {
        FakeEntra entra = entraWithShortTokens();
        var app = Msal4jSide.publicClient(entra, new DirectExecutor());
        IAccount account = app.acquireToken(
                        RefreshTokenParameters.builder(Set.of(FakeEntra.SCOPE), FakeEntra.refreshToken(1))
                                .build())
                .join()
                .account();
        countFromNow(entra);
        Herd.stampede(CALLERS, () -> {
            try {
                app.acquireTokenSilently(SilentParameters.builder(Set.of(FakeEntra.SCOPE), account)
                                .build())
                        .join();
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        return entra.summary();
    }

    /** Tokens that live a minute are used up from the start: both sides want five minutes left. */
    private static FakeEntra entraWithShortTokens() {
        FakeEntra entra = new FakeEntra();
        entra.mintTokensFor(Duration.ofMinutes(1));
        return entra;
    }

    private static void countFromNow(FakeEntra entra) {
        entra.forgetCounts();
        entra.mintTokensFor(Duration.ofHours(1));
        entra.answerAfter(SERVER_TIME);
    }

    private static String firstAppToken() {
        FakeEntra entra = new FakeEntra();
        OurSide.confidentialClient(entra, TENANT_AUTHORITY)
                .acquireTokenForClient(FakeEntra.APP_SCOPE)
                .execute();
        return entra.summary();
    }

    private static String msal4jFirstAppToken() {
        FakeEntra entra = new FakeEntra();
        Msal4jSide.confidentialClient(entra, TENANT_AUTHORITY, new DirectExecutor())
                .acquireToken(ClientCredentialParameters.builder(Set.of(FakeEntra.APP_SCOPE))
                        .build())
                .join();
        return entra.summary();
    }

    private static String deviceCode() {
        FakeEntra entra = new FakeEntra();
        entra.keepDeviceCodePending(PENDING_POLLS);
        OurSide.publicClient(entra)
                .acquireTokenByDeviceCode(code -> {}, FakeEntra.SCOPE)
                .execute();
        return entra.summary();
    }

    private static String msal4jDeviceCode() {
        FakeEntra entra = new FakeEntra();
        entra.keepDeviceCodePending(PENDING_POLLS);
        Msal4jSide.publicClient(entra, new DirectExecutor())
                .acquireToken(DeviceCodeFlowParameters.builder(Set.of(FakeEntra.SCOPE), code -> {})
                        .build())
                .join();
        return entra.summary();
    }
}
