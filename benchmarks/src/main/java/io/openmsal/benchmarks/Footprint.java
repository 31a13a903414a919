package io.openmsal.benchmarks;

import io.openmsal.ClientApplication;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.cache.CacheStatistics;
import io.openmsal.port.Secret;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** How much memory cached tokens take, and that a bounded cache stays as large as it is while a million tenants pass through. */
public final class Footprint {

    private static final int ENTRIES = 20_000;
    private static final int BOUND = 100_000;
    private static final int TENANTS = 1_000_000;
    private static final int LOOK_AT = 200_000;

    private Footprint() {}

    /**
     * Prints the figures.
     *
     * @param args none
     */
    public static void main(String[] args) {
        appTokens();
        people();
        tenantsPassingThrough();
    }

    private static void appTokens() {
        ConfidentialClientApplication app = OurSide.confidentialClient(new FakeEntra(), AppTokenHit.AUTHORITY);
        ask(app, 0);
        long before = usedBytes();
        for (int i = 1; i <= ENTRIES; i++) {
            ask(app, i);
        }
        print("one app token of 1 500 characters: %d bytes", (usedBytes() - before) / ENTRIES);
        checkSize(app);
    }

    private static void people() {
        PublicClientApplication app = OurSide.publicClient(new FakeEntra());
        signIn(app, 0);
        long before = usedBytes();
        for (int i = 1; i <= ENTRIES; i++) {
            signIn(app, i);
        }
        print("one person with access, refresh and ID token: %d bytes", (usedBytes() - before) / ENTRIES);
        checkSize(app);
    }

    private static void tenantsPassingThrough() {
        ConfidentialClientApplication app = OurSide.confidentialClient(new FakeEntra(), AppTokenHit.AUTHORITY, BOUND);
        for (int i = 1; i <= TENANTS; i++) {
            ask(app, i);
            if (i % LOOK_AT == 0) {
                CacheStatistics statistics = app.cacheStatistics();
                print(
                        "%d tenants passed through: %d MiB in use, %d at hand, %d evicted",
                        i, usedBytes() >> 20, statistics.size(), statistics.evictions());
            }
        }
    }

    private static void ask(ConfidentialClientApplication app, int tenant) {
        app.acquireTokenForClient(FakeEntra.APP_SCOPE)
                .tenant(FakeEntra.tenantId(tenant))
                .execute();
    }

    private static void signIn(PublicClientApplication app, int person) {
        app.acquireTokenByRefreshToken(Secret.of(FakeEntra.refreshToken(person)), FakeEntra.SCOPE)
                .execute();
    }

    /** Keeps the cache alive until it was weighed, too. */
    private static void checkSize(ClientApplication app) {
        if (app.cacheStatistics().size() != ENTRIES + 1) {
            throw new AssertionError("Not all is at hand: " + app.cacheStatistics());
        }
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
