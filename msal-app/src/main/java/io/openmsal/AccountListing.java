package io.openmsal;

import io.openmsal.domain.account.Account;
import java.util.List;

/**
 * The people who signed in and did not sign out, for those who do not know whom they look for. Sends nothing. Safe for many
 * threads.
 *
 * <p>The one key of a person is their {@link Account#homeAccountId()}. A name is no key: it changes, and several people may have
 * it, so each search gives all that match.
 */
public interface AccountListing {

    /**
     * Everyone.
     *
     * @return a snapshot, one for each person
     */
    List<Account> accounts();

    /**
     * Everyone of a user name. User names are not unique and change: keep {@link Account#homeAccountId()} instead where you can.
     *
     * @param username compared without regard to case
     * @return all matches, possibly none
     */
    List<Account> accounts(String username);

    /**
     * Everyone of a user name in one cloud. With one name, people of several clouds and of several tenants can be meant.
     *
     * @param username compared without regard to case
     * @param environment the host of the cloud or provider, under any of its names
     * @return all matches, possibly none
     */
    List<Account> accounts(String username, String environment);
}
