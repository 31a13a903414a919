package io.openmsal.domain.oauth;

/** How the authorization response comes back (OAuth 2.0 Multiple Response Type Encoding Practices §2.1, Form Post). */
public enum ResponseMode {
    /** As a form that the browser posts: kept out of histories and logs. */
    FORM_POST("form_post"),
    /** In the query of the redirect: only where a provider knows nothing better. */
    QUERY("query");

    private final String wireName;

    ResponseMode(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The name on the wire.
     *
     * @return the value of {@code response_mode}
     */
    public String wireName() {
        return wireName;
    }
}
