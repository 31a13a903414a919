package io.openmsal.domain.validation;

import io.openmsal.port.crypto.JwsAlgorithm;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a web API accepts. Immutable and safe for many threads.
 *
 * @param audiences its names, of which a token must carry one ({@code aud}); never empty
 * @param tenants the ids of those it serves, in small letters, an empty set for all of them; empty when its provider
 *     stands for one tenant alone
 * @param furtherIssuers names of the provider beside the one it publishes
 * @param algorithms how tokens may be signed; never empty
 * @param clockSkew how far this machine's clock and the provider's may be apart
 */
public record ValidationRules(
        Set<String> audiences,
        Optional<Set<String>> tenants,
        Set<String> furtherIssuers,
        Set<JwsAlgorithm> algorithms,
        Duration clockSkew) {

    /** How tokens may be signed when nothing is said. */
    public static final Set<JwsAlgorithm> USUAL_ALGORITHMS =
            Collections.unmodifiableSet(EnumSet.of(JwsAlgorithm.RS256, JwsAlgorithm.PS256, JwsAlgorithm.ES256));

    /** Copies. */
    public ValidationRules {
        audiences = Collections.unmodifiableSet(new LinkedHashSet<>(audiences));
        tenants = tenants.map(ids -> Collections.unmodifiableSet(new LinkedHashSet<>(ids)));
        furtherIssuers = Collections.unmodifiableSet(new LinkedHashSet<>(furtherIssuers));
        algorithms = Collections.unmodifiableSet(EnumSet.copyOf(algorithms));
    }
}
