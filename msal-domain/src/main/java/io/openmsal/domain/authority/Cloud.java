package io.openmsal.domain.authority;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The clouds of Microsoft Entra and the host names each of them answers to. Built in, so that no request is needed to know
 * where a tenant of a known cloud signs in.
 */
public enum Cloud {
    /** The worldwide cloud. */
    PUBLIC(
            "login.microsoftonline.com",
            "login.windows.net",
            "login.microsoftonline.com",
            "login.windows.net",
            "login.microsoft.com",
            "sts.windows.net"),
    /** China, operated by 21Vianet. */
    CHINA(
            "login.partner.microsoftonline.cn",
            "login.partner.microsoftonline.cn",
            "login.partner.microsoftonline.cn",
            "login.chinacloudapi.cn"),
    /** The closed German cloud, whose tokens may still lie in caches. */
    GERMANY("login.microsoftonline.de", "login.microsoftonline.de", "login.microsoftonline.de"),
    /** The government of the United States. */
    US_GOVERNMENT(
            "login.microsoftonline.us",
            "login.microsoftonline.us",
            "login.microsoftonline.us",
            "login.usgovcloudapi.net"),
    /** A separate entry to the worldwide cloud for the United States. */
    US("login-us.microsoftonline.com", "login-us.microsoftonline.com", "login-us.microsoftonline.com"),
    /** France (Bleu). */
    FRANCE("login.sovcloud-identity.fr", "login.sovcloud-identity.fr", "login.sovcloud-identity.fr"),
    /** Germany (Delos). */
    GERMANY_SOVEREIGN("login.sovcloud-identity.de", "login.sovcloud-identity.de", "login.sovcloud-identity.de"),
    /** The government of Singapore. */
    SINGAPORE_GOVERNMENT("login.sovcloud-identity.sg", "login.sovcloud-identity.sg", "login.sovcloud-identity.sg"),
    /** Microsoft's own test environment. */
    PRE_PRODUCTION(
            "login.windows-ppe.net",
            "login.windows-ppe.net",
            "login.windows-ppe.net",
            "sts.windows-ppe.net",
            "login.microsoft-ppe.com");

    private static final Map<String, Cloud> BY_HOST = byHost();

    private final String preferredNetwork;
    private final String preferredCache;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Set<String> hosts;

    Cloud(String preferredNetwork, String preferredCache, String... hosts) {
        this.preferredNetwork = preferredNetwork;
        this.preferredCache = preferredCache;
        this.hosts = Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(hosts)));
    }

    private static Map<String, Cloud> byHost() {
        Map<String, Cloud> clouds = new HashMap<>();
        for (Cloud cloud : values()) {
            for (String host : cloud.hosts) {
                clouds.put(host, cloud);
            }
        }
        return Collections.unmodifiableMap(clouds);
    }

    /**
     * The cloud a host belongs to.
     *
     * @param host a host name, in any case
     * @return the cloud, or empty for a host that is none of Microsoft Entra's
     */
    public static Optional<Cloud> ofHost(String host) {
        return Optional.ofNullable(BY_HOST.get(host.toLowerCase(Locale.ROOT)));
    }

    /**
     * The name under which tokens of a host are kept, so that tokens stored under any alias are one.
     *
     * @param host a host name, in any case
     * @return the cloud's preferred cache name, or the host itself in lower case
     */
    public static String cacheEnvironmentOf(String host) {
        return ofHost(host).map(Cloud::preferredCache).orElseGet(() -> host.toLowerCase(Locale.ROOT));
    }

    /**
     * Where requests go.
     *
     * @return a host name
     */
    public String preferredNetwork() {
        return preferredNetwork;
    }

    /**
     * Under which name tokens are kept in the cache that all MSALs share.
     *
     * @return a host name
     */
    public String preferredCache() {
        return preferredCache;
    }

    /**
     * Every name the cloud answers to.
     *
     * @return host names, unmodifiable
     */
    public Set<String> hosts() {
        return hosts;
    }
}
