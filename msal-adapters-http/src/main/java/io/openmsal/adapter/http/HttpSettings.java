package io.openmsal.adapter.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the transports of this package are told: time limits, sizes, the proxy, extra trust, retries. Every limit is finite.
 * Immutable and safe for many threads. Prints no secret.
 */
public final class HttpSettings {

    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Duration callTimeout;
    private final int maxResponseBytes;
    private final int maxConnections;
    private final int maxConnectionsPerRoute;
    private final @Nullable ProxySettings proxy;
    private final TrustSettings trust;
    private final RetryPolicy retryPolicy;

    private HttpSettings(Builder builder) {
        connectTimeout = builder.connectTimeout;
        readTimeout = builder.readTimeout;
        callTimeout = builder.callTimeout;
        maxResponseBytes = builder.maxResponseBytes;
        maxConnections = builder.maxConnections;
        maxConnectionsPerRoute = builder.maxConnectionsPerRoute;
        proxy = builder.proxy;
        trust = builder.trust;
        retryPolicy = builder.retryPolicy;
    }

    /**
     * The defaults: no proxy, the platform's trust, 10 s to connect, 30 s of silence, 60 s for a whole call.
     *
     * @return the settings
     */
    public static HttpSettings defaults() {
        return builder().build();
    }

    /**
     * Begins from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins from these settings.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder same = new Builder();
        same.connectTimeout = connectTimeout;
        same.readTimeout = readTimeout;
        same.callTimeout = callTimeout;
        same.maxResponseBytes = maxResponseBytes;
        same.maxConnections = maxConnections;
        same.maxConnectionsPerRoute = maxConnectionsPerRoute;
        same.proxy = proxy;
        same.trust = trust;
        same.retryPolicy = retryPolicy;
        return same;
    }

    /**
     * How long connecting to one address, or its TLS handshake, may take.
     *
     * @return a positive duration; 10 s unless set
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * How long a server may be silent before or within its answer.
     *
     * @return a positive duration; 30 s unless set
     */
    public Duration readTimeout() {
        return readTimeout;
    }

    /**
     * How long a request may take, retries included, when it has no deadline or a later one.
     *
     * @return a positive duration; 60 s unless set
     */
    public Duration callTimeout() {
        return callTimeout;
    }

    /**
     * The largest body that is accepted.
     *
     * @return in bytes; 1 MiB unless set
     */
    public int maxResponseBytes() {
        return maxResponseBytes;
    }

    /**
     * How many connections a pool holds. The JDK transport has no pool.
     *
     * @return a positive number; 50 unless set
     */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * How many connections a pool holds to one host.
     *
     * @return a positive number; 20 unless set
     */
    public int maxConnectionsPerRoute() {
        return maxConnectionsPerRoute;
    }

    /**
     * The proxy.
     *
     * @return empty when hosts are reached directly
     */
    public Optional<ProxySettings> proxy() {
        return Optional.ofNullable(proxy);
    }

    /**
     * The proxy for one host.
     *
     * @param host a host name or literal address
     * @return empty when that host is reached directly
     */
    Optional<ProxySettings> proxyFor(String host) {
        return proxy == null || !proxy.isUsedFor(host) ? Optional.empty() : Optional.of(proxy);
    }

    /**
     * Whose certificates are believed.
     *
     * @return the platform's trust unless set
     */
    public TrustSettings trust() {
        return trust;
    }

    /**
     * When a request is tried again. Only {@link RetryingTransport} reads it.
     *
     * @return {@link RetryPolicy#defaults()} unless set
     */
    public RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    @Override
    public String toString() {
        return "HttpSettings[connectTimeout=" + connectTimeout + ", readTimeout=" + readTimeout + ", callTimeout="
                + callTimeout + ", maxResponseBytes=" + maxResponseBytes + ", maxConnections=" + maxConnections
                + ", maxConnectionsPerRoute=" + maxConnectionsPerRoute + ", proxy=" + proxy + ", trust=" + trust
                + ", retryPolicy=" + retryPolicy + "]";
    }

    /** Collects settings. Not for several threads. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofDays(1);

        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(30);
        private Duration callTimeout = Duration.ofSeconds(60);
        private int maxResponseBytes = 1024 * 1024;
        private int maxConnections = 50;
        private int maxConnectionsPerRoute = 20;
        private @Nullable ProxySettings proxy;
        private TrustSettings trust = TrustSettings.platform();
        private RetryPolicy retryPolicy = RetryPolicy.defaults();

        private Builder() {}

        /**
         * Bounds connecting to one address, and its TLS handshake.
         *
         * @param limit from 1 ms to one day
         * @return this
         */
        public Builder connectTimeout(Duration limit) {
            connectTimeout = Objects.requireNonNull(limit, "connectTimeout");
            return this;
        }

        /**
         * Bounds the server's silence.
         *
         * @param limit from 1 ms to one day
         * @return this
         */
        public Builder readTimeout(Duration limit) {
            readTimeout = Objects.requireNonNull(limit, "readTimeout");
            return this;
        }

        /**
         * Bounds the whole call, retries included.
         *
         * @param limit from 1 ms to one day
         * @return this
         */
        public Builder callTimeout(Duration limit) {
            callTimeout = Objects.requireNonNull(limit, "callTimeout");
            return this;
        }

        /**
         * Bounds the body of an answer.
         *
         * @param bytes a positive number of bytes
         * @return this
         */
        public Builder maxResponseBytes(int bytes) {
            maxResponseBytes = bytes;
            return this;
        }

        /**
         * Bounds the pool.
         *
         * @param connections a positive number
         * @return this
         */
        public Builder maxConnections(int connections) {
            maxConnections = connections;
            return this;
        }

        /**
         * Bounds the pool's share of one host.
         *
         * @param connections a positive number, not above {@link #maxConnections(int)}
         * @return this
         */
        public Builder maxConnectionsPerRoute(int connections) {
            maxConnectionsPerRoute = connections;
            return this;
        }

        /**
         * Reaches hosts through a proxy.
         *
         * @param settings which proxy, and for which hosts
         * @return this
         */
        public Builder proxy(ProxySettings settings) {
            proxy = Objects.requireNonNull(settings, "proxy");
            return this;
        }

        /**
         * Believes more certificates than the platform does.
         *
         * @param settings whose
         * @return this
         */
        public Builder trust(TrustSettings settings) {
            trust = Objects.requireNonNull(settings, "trust");
            return this;
        }

        /**
         * Sets when a request is tried again.
         *
         * @param policy the policy
         * @return this
         */
        public Builder retryPolicy(RetryPolicy policy) {
            retryPolicy = Objects.requireNonNull(policy, "retryPolicy");
            return this;
        }

        /**
         * Checks the settings together. No network, no disk.
         *
         * @return the settings
         * @throws IllegalArgumentException when a setting is out of its range or two contradict each other
         */
        public HttpSettings build() {
            requireUsable("connectTimeout", connectTimeout);
            requireUsable("readTimeout", readTimeout);
            requireUsable("callTimeout", callTimeout);
            requirePositive("maxResponseBytes", maxResponseBytes);
            requirePositive("maxConnections", maxConnections);
            requirePositive("maxConnectionsPerRoute", maxConnectionsPerRoute);
            if (maxConnectionsPerRoute > maxConnections) {
                throw new IllegalArgumentException("maxConnectionsPerRoute (" + maxConnectionsPerRoute
                        + ") must not exceed maxConnections (" + maxConnections + ")");
            }
            return new HttpSettings(this);
        }

        private static void requireUsable(String name, Duration limit) {
            if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        name + " must be between 1 ms and " + LONGEST.toHours() + " hours, not " + limit);
            }
        }

        private static void requirePositive(String name, int number) {
            if (number <= 0) {
                throw new IllegalArgumentException(name + " must be positive, not " + number);
            }
        }
    }
}
