package io.openmsal.domain.managedidentity;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which of the identities of an Azure host is meant. Immutable and safe for many threads. */
public final class ManagedIdentityId {

    /** The ways to name an identity. */
    public enum Kind {
        /** The one that lives and dies with the host. */
        SYSTEM_ASSIGNED("system-assigned identity"),
        /** One assigned to the host, by its client id. */
        CLIENT_ID("client id"),
        /** One assigned to the host, by the object id of its service principal. */
        OBJECT_ID("object id"),
        /** One assigned to the host, by its Azure resource id. */
        RESOURCE_ID("resource id");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind in words. */
        @Override
        public String toString() {
            return words;
        }
    }

    private static final ManagedIdentityId SYSTEM =
            new ManagedIdentityId(Kind.SYSTEM_ASSIGNED, "system_assigned_managed_identity");

    private final Kind kind;
    private final String value;

    private ManagedIdentityId(Kind kind, String value) {
        this.kind = kind;
        this.value = value;
    }

    /**
     * The identity that lives and dies with the host.
     *
     * @return the same object each time
     */
    public static ManagedIdentityId systemAssigned() {
        return SYSTEM;
    }

    /**
     * An identity assigned to the host, by its client id.
     *
     * @param clientId the application id of the identity
     * @return the id
     * @throws MsalConfigurationException when it is blank
     */
    public static ManagedIdentityId userAssignedClientId(String clientId) {
        return userAssigned(Kind.CLIENT_ID, clientId);
    }

    /**
     * An identity assigned to the host, by the object id of its service principal.
     *
     * @param objectId the principal id of the identity
     * @return the id
     * @throws MsalConfigurationException when it is blank
     */
    public static ManagedIdentityId userAssignedObjectId(String objectId) {
        return userAssigned(Kind.OBJECT_ID, objectId);
    }

    /**
     * An identity assigned to the host, by its Azure resource id.
     *
     * @param resourceId {@code /subscriptions/…/userAssignedIdentities/…}
     * @return the id
     * @throws MsalConfigurationException when it is blank
     */
    public static ManagedIdentityId userAssignedResourceId(String resourceId) {
        return userAssigned(Kind.RESOURCE_ID, resourceId);
    }

    private static ManagedIdentityId userAssigned(Kind kind, String value) {
        String trimmed = value.trim();
        if (trimmed.isEmpty()) {
            throw new MsalConfigurationException(
                    "invalid_managed_identity_id",
                    "The " + kind + " of the managed identity is empty. Give one, or ask for"
                            + " ManagedIdentityId.systemAssigned().");
        }
        return new ManagedIdentityId(kind, trimmed);
    }

    /**
     * How the identity is named.
     *
     * @return the kind of id
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The id itself; also the client id under which its tokens are cached, as in the other MSALs.
     *
     * @return the id, or {@code system_assigned_managed_identity}
     */
    public String value() {
        return value;
    }

    /**
     * Whether it is one of possibly many identities assigned to the host.
     *
     * @return false for the host's own
     */
    public boolean isUserAssigned() {
        return kind != Kind.SYSTEM_ASSIGNED;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ManagedIdentityId id && kind == id.kind && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, value);
    }

    /** Kind and value; neither is a secret. */
    @Override
    public String toString() {
        return isUserAssigned() ? "user-assigned identity with " + kind + " " + value : kind.toString();
    }
}
