package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The deployments that the caller supplied. Never sends anything. */
final class GivenInstances extends InstanceDiscovery {

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?");

    private final Map<String, Instance> byHost;

    private GivenInstances(Map<String, Instance> byHost) {
        this.byHost = byHost;
    }

    static GivenInstances read(JsonCodec codec, String json) {
        Map<String, Instance> byHost = new HashMap<>();
        try {
            for (JsonObject entry : JsonObject.parse(codec, json).objects("metadata")) {
                Set<String> hosts = hostsIn(entry);
                String kept = entry.string("preferred_cache")
                        .orElseGet(() -> hosts.iterator().next());
                // a cloud this library knows keeps its name, or tokens stored so far would be lost
                String environment = Cloud.cacheEnvironmentOf(kept);
                hosts.forEach(
                        host -> byHost.put(host, new Instance(environment, Collections.unmodifiableSet(hosts), false)));
            }
        } catch (MalformedJsonException malformed) {
            throw unusable("it is no JSON object");
        }
        if (byHost.isEmpty()) {
            throw unusable("its metadata lists nothing");
        }
        return new GivenInstances(byHost);
    }

    private static Set<String> hostsIn(JsonObject entry) {
        Set<String> hosts = new LinkedHashSet<>();
        entry.string("preferred_network").ifPresent(hosts::add);
        entry.string("preferred_cache").ifPresent(hosts::add);
        hosts.addAll(entry.strings("aliases"));
        Set<String> names = new LinkedHashSet<>();
        for (String host : hosts) {
            String name = host.toLowerCase(Locale.ROOT);
            if (!HOST.matcher(name).matches()) {
                throw unusable("it lists something that is no host name");
            }
            names.add(name);
        }
        if (names.isEmpty()) {
            throw unusable("it lists an instance without aliases");
        }
        return names;
    }

    private static MsalConfigurationException unusable(String why) {
        return new MsalConfigurationException(
                "invalid_instance_metadata",
                "The instance metadata cannot be used: " + why + ". Expected is {\"metadata\":[{\"preferred_network\":"
                        + "\"host\",\"preferred_cache\":\"host\",\"aliases\":[\"host\"]}]}, as the instance discovery endpoint"
                        + " answers.");
    }

    @Override
    Instance instanceOf(AuthorityUrl url) {
        Instance instance = byHost.get(url.host());
        if (instance == null) {
            throw url.unknownHost("the host " + url.host() + " is not in the given instance metadata, which lists "
                    + String.join(", ", new TreeSet<>(byHost.keySet())));
        }
        return instance;
    }

    @Override
    void confirm(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        // a host that the caller supplied needs no more
    }
}
