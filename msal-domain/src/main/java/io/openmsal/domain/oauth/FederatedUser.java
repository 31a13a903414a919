package io.openmsal.domain.oauth;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The person an agent acts for, named in one of the two ways the provider knows. Immutable. */
public sealed interface FederatedUser {

    /**
     * Names a person by what never changes about them.
     *
     * @param objectId the object id in the tenant
     * @return the person
     */
    static FederatedUser withObjectId(UUID objectId) {
        return new ByObjectId(objectId);
    }

    /**
     * Names a person by their user name.
     *
     * @param username the user principal name
     * @return the person
     * @throws MsalConfigurationException when it is blank
     */
    static FederatedUser withUsername(String username) {
        if (username.trim().isEmpty()) {
            throw new MsalConfigurationException(
                    "invalid_username", "The user name is blank. Name the person, best by their object id.");
        }
        return new ByUsername(username);
    }

    /**
     * Adds the name to a token request.
     *
     * @param form the request's parameters
     */
    void addTo(Form form);

    /**
     * What they are called, where they are named by their user name.
     *
     * @return the user name, or empty
     */
    Optional<String> namedAs();

    /**
     * The id of their account, where the tenant is their own.
     *
     * @param tenant the tenant's id
     * @return the {@linkplain Account#homeAccountId() home account id}, or empty where they are named by what changes
     */
    Optional<String> homeAccountId(String tenant);

    /**
     * Whether an account is this person's.
     *
     * @param account an account that is known
     * @return true when it is
     */
    boolean owns(Account account);

    /**
     * Whether the tokens of an account are certainly not this person's.
     *
     * @param account the account that they came for
     * @param tenant the tenant that issued them
     * @return true when they must be refused; false where nobody can tell
     */
    boolean excludes(Account account, String tenant);

    /**
     * Whose mailbox is close to the data that the request needs (see {@link AnchorMailbox}).
     *
     * @param tenant the tenant that is asked
     * @return the value, or empty when no header can carry it
     */
    Optional<String> anchorMailbox(String tenant);

    /**
     * A person by their object id.
     *
     * @param objectId the id
     */
    record ByObjectId(UUID objectId) implements FederatedUser {

        @Override
        public void addTo(Form form) {
            form.put("user_id", objectId.toString());
        }

        @Override
        public Optional<String> namedAs() {
            return Optional.empty();
        }

        @Override
        public Optional<String> homeAccountId(String tenant) {
            return Optional.of(objectId + "." + tenant);
        }

        /** A guest is known in the tenant by another id than at home. */
        @Override
        public boolean owns(Account account) {
            return account.homeAccountId().startsWith(objectId + ".")
                    || account.tenantProfiles().values().stream()
                            .anyMatch(profile -> profile.localAccountId().equals(objectId.toString()));
        }

        /** Of a guest whose id in the tenant nobody said, nobody can tell. */
        @Override
        public boolean excludes(Account account, String tenant) {
            return (account.isOfHomeTenant(tenant)
                            || isNamedIn(account.tenantProfiles().get(tenant)))
                    && !owns(account);
        }

        /** Without the scope profile an ID token has no object id, and the profile's own id is the subject. */
        private static boolean isNamedIn(@Nullable TenantProfile profile) {
            return profile != null
                    && profile.claims().flatMap(IdTokenClaims::objectId).isPresent();
        }

        @Override
        public Optional<String> anchorMailbox(String tenant) {
            return AnchorMailbox.ofAccount(objectId + "." + tenant);
        }
    }

    /**
     * A person by their user name.
     *
     * @param username the name
     */
    record ByUsername(String username) implements FederatedUser {

        @Override
        public void addTo(Form form) {
            form.put("username", username);
        }

        @Override
        public Optional<String> namedAs() {
            return Optional.of(username);
        }

        @Override
        public Optional<String> homeAccountId(String tenant) {
            return Optional.empty();
        }

        @Override
        public boolean owns(Account account) {
            return account.username().equalsIgnoreCase(username);
        }

        /** People have several names, and names pass to others: the provider says who it is. */
        @Override
        public boolean excludes(Account account, String tenant) {
            return false;
        }

        @Override
        public Optional<String> anchorMailbox(String tenant) {
            return AnchorMailbox.ofUsername(username);
        }

        /** User names are the same in upper and lower case. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ByUsername user && lowerCase().equals(user.lowerCase());
        }

        @Override
        public int hashCode() {
            return lowerCase().hashCode();
        }

        private String lowerCase() {
            return username.toLowerCase(Locale.ROOT);
        }
    }
}
