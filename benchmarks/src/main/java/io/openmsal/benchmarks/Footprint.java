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

    private static final int MOST_BYTES_OF_AN_APP_TOKEN = 2_000;
    private static final int MOST_BYTES_OF_A_PERSON = 7_000;

    /** A heap that stays as it is: what a collector leaves differs by some percent. */
    private static final double MOST_GROWTH = 1.1;

    private Footprint() {}

    /**
     * Prints the figures.
     *
     * @param args none
     * @throws IllegalStateException when one of them is not as promised
     */
    public static void main(String[] args) {
        Promises promises = new Promises();
        appTokens(promises);
        people(promises);
        tenantsPassingThrough(promises);
        promises.requireKept();
    }

    private static void appTokens(Promises promises) {
        ConfidentialClientApplication app = OurSide.confidentialClient(new FakeEntra(), AppTokenHit.AUTHORITY);
        ask(app, 0);
        long before = usedBytes();
        for (int i = 1; i <= ENTRIES; i++) {
            ask(app, i);
        }
        weighed(promises, MOST_BYTES_OF_AN_APP_TOKEN, "one app token of 1 500 characters", usedBytes() - before);
        checkSize(app);
    }

    private static void people(Promises promises) {
        PublicClientApplication app = OurSide.publicClient(new FakeEntra());
        signIn(app, 0);
        long before = usedBytes();
        for (int i = 1; i <= ENTRIES; i++) {
            signIn(app, i);
        }
        weighed(promises, MOST_BYTES_OF_A_PERSON, "one person with access, refresh and ID token", usedBytes() - before);
        checkSize(app);
    }

    private static void tenantsPassingThrough(Promises promises) {
        ConfidentialClientApplication app = OurSide.confidentialClient(new FakeEntra(), AppTokenHit.AUTHORITY, BOUND);
        long first = 0;
        for (int i = 1; i <= TENANTS; i++) {
            ask(app, i);
            if (i % LOOK_AT == 0) {
                CacheStatistics statistics = app.cacheStatistics();
                long used = usedBytes();
                first = first == 0 ? used : first;
                print(
                        "%d tenants passed through: %d MiB in use, %.2f of the first, at most %.2f promised;"
                                + " %d at hand, %d evicted",
                        i,
                        used >> 20,
                        promises.atMost(
                                MOST_GROWTH, "heap after " + i + " tenants, of the first", (double) used / first),
                        MOST_GROWTH,
                        statistics.size(),
                        statistics.evictions());
            }
        }
    }

    private static void weighed(Promises promises, int promised, String what, long bytesOfAll) {
        double bytes = promises.atMost(promised, what + ", bytes", (double) bytesOfAll / ENTRIES);
        print("%s: %.0f bytes, at most %d promised", what, bytes, promised);
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
