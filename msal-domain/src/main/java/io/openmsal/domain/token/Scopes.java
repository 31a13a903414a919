package io.openmsal.domain.token;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A set of scopes (RFC 6749 §3.3): what an access token may be used for. Case-sensitive, without order.
 *
 * <p>Immutable and safe for many threads. Made on every call, so it is no more than a sorted array.
 */
public final class Scopes {

    private static final Scopes NONE = new Scopes(new String[0]);

    /** What OpenID Connect asks for beside the resource: the sign-in itself, the profile, a refresh token. */
    private static final String[] RESERVED = {"offline_access", "openid", "profile"};

    /** {@link #RESERVED} as scopes, to be added where a person signs in. */
    public static final Scopes OPENID_CONNECT = new Scopes(RESERVED);

    private final String[] sorted;

    private Scopes(String[] sorted) {
        this.sorted = sorted;
    }

    /**
     * No scopes.
     *
     * @return the same object each time
     */
    public static Scopes none() {
        return NONE;
    }

    /**
     * The scopes an application asks for.
     *
     * @param scopes one scope each, such as {@code User.Read} or {@code https://graph.microsoft.com/.default}
     * @return the scopes
     * @throws MsalConfigurationException when there are none, one is blank or holds white space, or one of {@code openid},
     *     {@code profile} and {@code offline_access} is among them: the library adds these itself where they belong
     */
    public static Scopes requested(String... scopes) {
        if (scopes.length == 0) {
            throw new MsalConfigurationException(
                    "scopes_required",
                    "No scope was given, and only a sign-in needs none: this token is for a web API."
                            + " Name at least one scope of it, such as User.Read.");
        }
        return ofSignIn(scopes);
    }

    /**
     * The scopes an application asks for where a person signs in. Who they are is asked for anyway (OpenID Connect Core §3.1.2.1), so there
     * may be none.
     *
     * @param scopes one scope each, such as {@code User.Read}; none for the sign-in alone
     * @return the scopes
     * @throws MsalConfigurationException when one is blank or holds white space, or one of {@code openid}, {@code profile} and
     *     {@code offline_access} is among them: the library adds these itself where they belong
     */
    public static Scopes ofSignIn(String... scopes) {
        for (String scope : scopes) {
            refuseUnusable(scope);
            refuseReserved(scope);
        }
        return scopes.length == 1 ? new Scopes(scopes.clone()) : of(Arrays.asList(scopes));
    }

    /**
     * The scopes that a person consents to beforehand, without a token for them. May be any, also those of OpenID Connect.
     *
     * @param scopes one scope each
     * @return the scopes
     * @throws MsalConfigurationException when one is blank or holds white space
     */
    public static Scopes toConsent(String... scopes) {
        for (String scope : scopes) {
            refuseUnusable(scope);
        }
        return of(Arrays.asList(scopes));
    }

    private static void refuseUnusable(@Nullable String scope) {
        if (scope == null || scope.isEmpty() || hasWhiteSpace(scope)) {
            throw new MsalConfigurationException(
                    "invalid_scope",
                    "A scope is blank or holds white space: '" + scope + "'. Give each scope as a text of its own.");
        }
    }

    private static void refuseReserved(String scope) {
        for (String reserved : RESERVED) {
            if (reserved.equals(scope)) {
                throw new MsalConfigurationException(
                        "reserved_scope",
                        "The scope " + scope + " is reserved: it is added by itself where a person signs in."
                                + " Leave it out; a sign-in needs no other.");
            }
        }
    }

    private static boolean hasWhiteSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return true;
            }
        }
        return false;
    }

    /**
     * Scopes from a collection, without the rules for requests.
     *
     * @param scopes one scope each
     * @return the scopes
     */
    public static Scopes of(Collection<String> scopes) {
        return scopes.isEmpty() ? NONE : new Scopes(new TreeSet<>(scopes).toArray(new String[0]));
    }

    /**
     * Scopes as they stand on the wire and in the cache.
     *
     * @param text scopes with white space between them; may be empty
     * @return the scopes
     */
    public static Scopes parse(String text) {
        List<String> scopes = new ArrayList<>();
        StringTokenizer words = new StringTokenizer(text);
        while (words.hasMoreTokens()) {
            scopes.add(words.nextToken());
        }
        return of(scopes);
    }

    /**
     * Whether all of some scopes are among these.
     *
     * @param others the scopes to look for
     * @return true when none is missing
     */
    public boolean containsAll(Scopes others) {
        if (equals(others)) {
            return true;
        }
        if (others.sorted.length > sorted.length) {
            return false;
        }
        int at = 0;
        for (String wanted : others.sorted) {
            int order;
            do {
                if (at == sorted.length) {
                    return false;
                }
                order = sorted[at++].compareTo(wanted);
            } while (order < 0);
            if (order > 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * These scopes and others.
     *
     * @param others the scopes to add
     * @return the union
     */
    public Scopes plus(Scopes others) {
        Set<String> all = new TreeSet<>(Arrays.asList(sorted));
        all.addAll(Arrays.asList(others.sorted));
        return of(all);
    }

    /**
     * These scopes without others.
     *
     * @param others the scopes to take away
     * @return the difference
     */
    public Scopes minus(Scopes others) {
        Set<String> rest = new TreeSet<>(Arrays.asList(sorted));
        rest.removeAll(Arrays.asList(others.sorted));
        return of(rest);
    }

    /**
     * Whether there are none.
     *
     * @return true when there are none
     */
    public boolean isEmpty() {
        return sorted.length == 0;
    }

    /**
     * The scopes one by one.
     *
     * @return in the order of their code points; unmodifiable
     */
    public Set<String> values() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(sorted)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Scopes scopes && Arrays.equals(sorted, scopes.sorted));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    /** The scopes in the order of their code points with one space between, as on the wire. */
    @Override
    public String toString() {
        return sorted.length == 1 ? sorted[0] : String.join(" ", sorted);
    }
}
