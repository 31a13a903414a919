package io.openmsal.testing.emulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients read before they begin: metadata of a realm, its keys, and which hosts form one cloud. */
final class MetadataEndpoints {

    private final URI base;
    private final SigningKey key;

    MetadataEndpoints(URI base, SigningKey key) {
        this.base = base;
        this.key = key;
    }

    Answer openIdConfiguration(Call call) {
        return Answer.json(200, call.realm().metadata());
    }

    Answer keys(Call call) {
        return Answer.json(200, Map.of("keys", List.of(key.publicKey())));
    }

    /** Knows itself and Microsoft's public cloud; every other authority is an {@code invalid_instance}. */
    Answer instanceDiscovery(Call call) {
        URI authorize = parse(call.required("authorization_endpoint"));
        String apiVersion = call.request().parameter("api-version").orElse("1.1");
        if (!apiVersion.equals("1.0") && !apiVersion.equals("1.1")) {
            throw Refusal.unsupportedParameter("api-version", apiVersion);
        }
        var clouds = List.of(
                cloud(base.getAuthority(), List.of(base.getAuthority(), "127.0.0.1:" + base.getPort())),
                cloud(
                        "login.microsoftonline.com",
                        List.of(
                                "login.microsoftonline.com",
                                "login.windows.net",
                                "login.microsoft.com",
                                "sts.windows.net")));
        boolean isKnown = clouds.stream().anyMatch(cloud -> aliases(cloud).contains(authorize.getAuthority()));
        if (!isKnown) {
            throw Refusal.unknownInstance();
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("tenant_discovery_endpoint", discoveryOf(authorize));
        body.put("api-version", apiVersion);
        if (apiVersion.equals("1.1")) {
            body.put("metadata", clouds);
        }
        return Answer.json(200, body);
    }

    private static String discoveryOf(URI authorize) {
        String[] segments = Optional.ofNullable(authorize.getPath()).orElse("").split("/", -1);
        String tenant = segments.length > 1 && !segments[1].isEmpty() ? segments[1] : "common";
        return "https://" + authorize.getAuthority() + "/" + tenant + "/v2.0/.well-known/openid-configuration";
    }

    private static Map<String, Object> cloud(String preferred, List<String> aliases) {
        var cloud = new LinkedHashMap<String, Object>();
        cloud.put("preferred_network", preferred);
        cloud.put("preferred_cache", preferred);
        cloud.put("aliases", aliases);
        return cloud;
    }

    private static List<?> aliases(Map<String, Object> cloud) {
        return cloud.get("aliases") instanceof List<?> aliases ? aliases : List.of();
    }

    private static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException notAUri) {
            throw Refusal.unsupportedParameter("authorization_endpoint", text);
        }
    }
}
