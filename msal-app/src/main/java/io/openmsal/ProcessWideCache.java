package io.openmsal;

import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.SourceDetection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thing that is static and changes: the cache of managed identities that all applications of a process share which bring nothing
 * of their own. A host answers for the process as a whole, and answers 429 to a process that asks too often. Holds nothing that a caller
 * handed in, starts nothing, and ends with the class loader of this library. Safe for many threads.
 *
 * <p>One for hosts that are detected and one for each that can be named: two hosts may know one machine, as the metadata service and Service
 * Fabric do, and have different identities by the same name for it.
 */
final class ProcessWideCache {

    private static final ProcessWideCache SHARED = new ProcessWideCache();

    private final ManagedIdentityCache detected = ManagedIdentityCache.inProcess();
    private final Map<Class<?>, ManagedIdentityCache> named;

    private ProcessWideCache() {
        Map<Class<?>, ManagedIdentityCache> all = new LinkedHashMap<>();
        for (ManagedIdentitySource source : SourceDetection.standardSources()) {
            all.put(source.getClass(), ManagedIdentityCache.inProcess());
        }
        named = Collections.unmodifiableMap(all);
    }

    /** Whether a host is one of the library's own, which are the same for all who name them. */
    static boolean knows(ManagedIdentitySource source) {
        return SHARED.named.containsKey(source.getClass());
    }

    /** The cache for a host that is known here, or for whichever is detected. */
    static ManagedIdentityCache of(@Nullable ManagedIdentitySource source) {
        return source == null
                ? SHARED.detected
                : Objects.requireNonNull(SHARED.named.get(source.getClass()), "a host of the caller's own");
    }
}
