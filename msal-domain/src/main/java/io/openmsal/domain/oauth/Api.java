package io.openmsal.domain.oauth;

/** By which way of getting tokens a request was caused. The numbers are those that all MSALs report to Microsoft Entra. */
public enum Api {
    /** A silent acquisition. */
    SILENT("84"),
    /** A refresh token from elsewhere. */
    REFRESH_TOKEN("85"),
    /** A sign-in through a browser that the library opened. */
    INTERACTIVE("169"),
    /** User name and password. */
    USERNAME_PASSWORD("301"),
    /** On behalf of a user. */
    ON_BEHALF_OF("523"),
    /** A device code. */
    DEVICE_CODE("622"),
    /** The application itself. */
    FOR_CLIENT("730"),
    /** An authorization code that the application received. */
    AUTHORIZATION_CODE("832"),
    /** An agent for a user. */
    USER_FEDERATED_CREDENTIAL("1019");

    private final String number;

    Api(String number) {
        this.number = number;
    }

    /**
     * The number on the wire.
     *
     * @return some digits
     */
    public String number() {
        return number;
    }
}
