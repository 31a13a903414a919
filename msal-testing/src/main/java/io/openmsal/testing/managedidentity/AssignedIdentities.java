package io.openmsal.testing.managedidentity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which user-assigned identities a host has beside its own: all that are asked for, until a test names them. Safe for many threads. */
final class AssignedIdentities {

    private volatile @Nullable Set<String> named;

    void name(String... ids) {
        named = Arrays.stream(ids).map(AssignedIdentities::folded).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the host has an identity; the empty text is its own, which it always has. */
    boolean has(String id) {
        Set<String> known = named;
        return id.isEmpty() || known == null || known.contains(folded(id));
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
