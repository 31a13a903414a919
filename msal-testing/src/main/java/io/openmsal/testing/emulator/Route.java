package io.openmsal.testing.emulator;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where a path leads: an endpoint, and how to find its realm. */
record Route(EmulatorEndpoint endpoint, Function<Realms, Realm> realm) {

    static Route of(String path) {
        List<String> segments =
                Stream.of(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
        if (segments.isEmpty()) {
            return withoutRealm(EmulatorEndpoint.OTHER);
        }
        String first = segments.get(0);
        String rest = String.join("/", segments.subList(1, segments.size()));
        if (first.equals("devicelogin")) {
            return withoutRealm(EmulatorEndpoint.DEVICE_LOGIN);
        }
        if (first.equals("signin")) {
            return withoutRealm(EmulatorEndpoint.SIGN_IN);
        }
        if (first.equals("oidc") && segments.size() > 2) {
            String name = segments.get(1);
            return new Route(oidc(String.join("/", segments.subList(2, segments.size()))), realms -> realms.oidc(name));
        }
        if (first.equals("sts")) {
            return withoutRealm(
                    path.endsWith("/mex") ? EmulatorEndpoint.FEDERATION_METADATA : EmulatorEndpoint.WS_TRUST);
        }
        if (rest.startsWith("userrealm/")) {
            return withoutRealm(EmulatorEndpoint.USER_REALM);
        }
        EmulatorEndpoint endpoint = entra(rest);
        return endpoint == EmulatorEndpoint.OTHER || endpoint == EmulatorEndpoint.INSTANCE_DISCOVERY
                ? withoutRealm(endpoint)
                : new Route(endpoint, realms -> realms.entra(first));
    }

    private static Route withoutRealm(EmulatorEndpoint endpoint) {
        return new Route(endpoint, Realms::common);
    }

    private static EmulatorEndpoint entra(String rest) {
        return switch (rest) {
            case "discovery/instance" -> EmulatorEndpoint.INSTANCE_DISCOVERY;
            case "v2.0/.well-known/openid-configuration" -> EmulatorEndpoint.OPENID_CONFIGURATION;
            case "discovery/v2.0/keys" -> EmulatorEndpoint.KEYS;
            case "oauth2/v2.0/authorize" -> EmulatorEndpoint.AUTHORIZE;
            case "oauth2/v2.0/devicecode" -> EmulatorEndpoint.DEVICE_CODE;
            case "oauth2/v2.0/token" -> EmulatorEndpoint.TOKEN;
            case "oauth2/v2.0/logout" -> EmulatorEndpoint.LOGOUT;
            default -> EmulatorEndpoint.OTHER;
        };
    }

    private static EmulatorEndpoint oidc(String rest) {
        return switch (rest) {
            case ".well-known/openid-configuration" -> EmulatorEndpoint.OPENID_CONFIGURATION;
            case "keys" -> EmulatorEndpoint.KEYS;
            case "authorize" -> EmulatorEndpoint.AUTHORIZE;
            case "devicecode" -> EmulatorEndpoint.DEVICE_CODE;
            case "token" -> EmulatorEndpoint.TOKEN;
            case "logout" -> EmulatorEndpoint.LOGOUT;
            default -> EmulatorEndpoint.OTHER;
        };
    }
}
