package io.openmsal.domain.managedidentity;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a host is asked for. Immutable and safe for many threads.
 *
 * @param id whose token
 * @param resource what the token is for, such as {@code https://vault.azure.net}
 * @param revokedTokenHash the lower-case hex SHA-256 of a cached token that a web API rejected with a claims challenge, so that
 *     the host does not answer with the same one again, if there is one
 * @param capabilities what the application can handle, such as {@code cp1}
 */
public record SourceRequest(
        ManagedIdentityId id, String resource, Optional<String> revokedTokenHash, List<String> capabilities) {

    /** Checks that nothing is missing. */
    public SourceRequest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(revokedTokenHash, "revokedTokenHash");
        capabilities = Collections.unmodifiableList(new ArrayList<>(capabilities));
    }

    /**
     * Refuses ids that a host cannot be asked for, naming the host.
     *
     * @param source the host's name
     * @param supported the kinds it can be asked for
     * @throws MsalConfigurationException when the id is of another kind
     */
    public void refuseIdsExcept(String source, ManagedIdentityId.Kind... supported) {
        List<String> names = new ArrayList<>();
        for (ManagedIdentityId.Kind kind : supported) {
            if (kind == id.kind()) {
                return;
            }
            names.add(kind.toString());
        }
        throw new MsalConfigurationException(
                "user_assigned_managed_identity_not_supported",
                source + " cannot be asked for a managed identity by its " + id.kind() + ". It takes: "
                        + String.join(", ", names) + ".");
    }
}
