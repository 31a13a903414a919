package io.openmsal.domain.account;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of a few names, in one array, where a hash map takes ninety bytes for each: what ID tokens say is kept for everybody who signed in. In the
 * order of the map it was made of; looked through from the first to find one. Cannot be changed.
 */
final class FewEntries<V extends @Nullable Object> extends AbstractMap<String, V> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What is looked through about as fast as a hash map answers. Whoever makes up a token has no say in how long others look. */
    private static final int MOST = 64;

    /** Names that most ID tokens have (OpenID Connect Core §2 and §5.1, Microsoft's ID token claims reference): one object for all people. */
    private static final Map<String, String> USUAL = shared(
            "acct",
            "acr",
            "aio",
            "amr",
            "at_hash",
            "aud",
            "auth_time",
            "azp",
            "c_hash",
            "email",
            "email_verified",
            "exp",
            "family_name",
            "given_name",
            "groups",
            "iat",
            "idp",
            "iss",
            "login_hint",
            "name",
            "nbf",
            "nonce",
            "oid",
            "preferred_username",
            "rh",
            "roles",
            "sid",
            "sub",
            "tid",
            "tfp",
            "upn",
            "uti",
            "ver",
            "wids",
            "xms_cc");

    // names in the even places, each before its value; written as the map it was made of
    private final transient @Nullable Object[] namesAndValues;

    private FewEntries(Map<String, ? extends V> entries) {
        namesAndValues = new Object[2 * entries.size()];
        int place = 0;
        for (Map.Entry<String, ? extends V> entry : entries.entrySet()) {
            namesAndValues[place++] = USUAL.getOrDefault(entry.getKey(), entry.getKey());
            namesAndValues[place++] = entry.getValue();
        }
    }

    /** A copy that cannot be changed: of a few entries in one array, of many a hash map. */
    static <V extends @Nullable Object> Map<String, V> of(Map<String, ? extends V> entries) {
        return entries.size() <= MOST
                ? new FewEntries<V>(entries)
                : Collections.unmodifiableMap(new LinkedHashMap<String, V>(entries));
    }

    private static Map<String, String> shared(String... names) {
        Map<String, String> shared = new HashMap<>();
        for (String name : names) {
            shared.put(name, name);
        }
        return Collections.unmodifiableMap(shared);
    }

    @Override
    public int size() {
        return namesAndValues.length / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return placeOf(name) >= 0;
    }

    @Override
    public @Nullable V get(@Nullable Object name) {
        int place = placeOf(name);
        return place < 0 ? null : value(place);
    }

    private int placeOf(@Nullable Object name) {
        for (int place = 0; place < namesAndValues.length; place += 2) {
            if (name(place).equals(name)) {
                return place;
            }
        }
        return -1;
    }

    private String name(int place) {
        return (String) namesAndValues[place];
    }

    @SuppressWarnings("unchecked") // the constructor takes nothing else
    private V value(int place) {
        return (V) namesAndValues[place + 1];
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<Map.Entry<String, V>>() {
            @Override
            public int size() {
                return FewEntries.this.size();
            }

            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return entries();
            }
        };
    }

    private Iterator<Map.Entry<String, V>> entries() {
        return new Iterator<Map.Entry<String, V>>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < namesAndValues.length;
            }

            @Override
            public Map.Entry<String, V> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int place = next;
                next += 2;
                return new SimpleImmutableEntry<>(name(place), value(place));
            }
        };
    }

    private Object writeReplace() {
        return new LinkedHashMap<>(this);
    }
}
