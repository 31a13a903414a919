package io.openmsal.domain.oauth;

/** What the sign-in page should ask (OpenID Connect Core §3.1.2.1, with Microsoft's {@code create}). */
public enum Prompt {
    /** Nothing: fail if anything would have to be asked. */
    NONE("none"),
    /** The credentials, even when the person is signed in already. */
    LOGIN("login"),
    /** Consent, even when it was given before. */
    CONSENT("consent"),
    /** Which account to use. */
    SELECT_ACCOUNT("select_account"),
    /** To create an account. */
    CREATE("create");

    private final String wireName;

    Prompt(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The name on the wire.
     *
     * @return the value of {@code prompt}
     */
    public String wireName() {
        return wireName;
    }
}
