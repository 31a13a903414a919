package io.openmsal.domain.account;

import java.util.Locale;

/** The way in which a person signed in, and so who renews their tokens. */
public enum AccountSource {
    /** The operating system's broker, which keeps the refresh token itself. */
    BROKER("broker"),
    /** A browser (RFC 6749 §4.1). */
    AUTHORIZATION_CODE("authorization_code"),
    /** A user name and a password (RFC 6749 §4.3). */
    PASSWORD("password"),
    /** Another device (RFC 8628). */
    DEVICE_CODE("urn:ietf:params:oauth:grant-type:device_code"),
    /** An agent, which acts for the person with a credential of its own ({@code user_fic}). */
    USER_FEDERATED_CREDENTIAL("user_fic"),
    /** Another way, or one that nobody wrote down. */
    UNKNOWN("");

    private final String storedName;

    AccountSource(String storedName) {
        this.storedName = storedName;
    }

    /**
     * The name in the shared cache format ({@code account_source}).
     *
     * @return a word, empty for {@link #UNKNOWN}
     */
    public String storedName() {
        return storedName;
    }

    /**
     * The source of a name in the shared cache format.
     *
     * @param name what was stored, perhaps by another library
     * @return the source, {@link #UNKNOWN} for a word that is not known here
     */
    public static AccountSource named(String name) {
        for (AccountSource source : values()) {
            if (source.storedName.equals(name.toLowerCase(Locale.ROOT))) {
                return source;
            }
        }
        return UNKNOWN;
    }

    /**
     * Whether a broker may know the account.
     *
     * @return false when it is certain that the person signed in without one
     */
    public boolean mayBeBroker() {
        return this == BROKER || this == UNKNOWN;
    }

    /**
     * What is known after another look.
     *
     * @param earlier what was known before
     * @return this, unless it is unknown
     */
    public AccountSource or(AccountSource earlier) {
        return this == UNKNOWN ? earlier : this;
    }
}
