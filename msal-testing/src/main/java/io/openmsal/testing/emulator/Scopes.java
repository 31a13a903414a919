package io.openmsal.testing.emulator;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The scopes of one request (RFC 6749 §3.3), in the order written, and how Entra finds the resource in them. */
record Scopes(Set<String> values) {

    static final String GRAPH = "https://graph.microsoft.com";
    static final String DEFAULT = ".default";

    private static final Set<String> RESERVED = Set.of("openid", "profile", "email", "offline_access");

    Scopes {
        values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    static Scopes parse(String text) {
        var values = new LinkedHashSet<String>();
        for (String scope : text.trim().split("\\s+", -1)) {
            if (!scope.isEmpty()) {
                values.add(scope);
            }
        }
        return new Scopes(values);
    }

    /** The resource a scope belongs to: what stands before the last slash, or Microsoft Graph for a short name. */
    static String resourceOf(String scope) {
        int scheme = scope.indexOf("://");
        int slash = scope.lastIndexOf('/');
        if (slash > 0 && (scheme < 0 || slash > scheme + 2)) {
            return scope.substring(0, slash);
        }
        return scheme > 0 || looksLikeGuid(scope) ? scope : GRAPH;
    }

    static boolean isDefault(String scope) {
        return scope.endsWith("/" + DEFAULT) || scope.equals(DEFAULT);
    }

    /** One spelling for scopes that may be written in two: {@code User.Read} belongs to Microsoft Graph. */
    static String canonical(String scope) {
        return scope.startsWith(GRAPH + "/") ? scope.substring(GRAPH.length() + 1) : scope;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String scope) {
        return values.contains(scope);
    }

    Set<String> reserved() {
        return only(RESERVED::contains);
    }

    Set<String> ofResources() {
        return only(scope -> !RESERVED.contains(scope));
    }

    List<String> resources() {
        return ofResources().stream().map(Scopes::resourceOf).distinct().toList();
    }

    Set<String> of(String resource) {
        return only(scope -> !RESERVED.contains(scope) && resourceOf(scope).equals(resource));
    }

    String text() {
        return String.join(" ", values);
    }

    private Set<String> only(Predicate<String> condition) {
        var matching = new LinkedHashSet<String>();
        values.stream().filter(condition).forEach(matching::add);
        return matching;
    }

    private static boolean looksLikeGuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }
}
