package io.openmsal.testing.emulator;

/** The doors of the emulator, to aim a {@link Fault} at and to tell {@link EmulatorRequest requests} apart. */
public enum EmulatorEndpoint {
    /** {@code /common/discovery/instance}: which hosts belong to which cloud. */
    INSTANCE_DISCOVERY(false),
    /** {@code .well-known/openid-configuration}: the metadata of a tenant or realm. */
    OPENID_CONFIGURATION(false),
    /** The JSON Web Key Set that ID tokens are verified with. */
    KEYS(false),
    /** Where a browser begins to sign in (RFC 6749 §3.1). */
    AUTHORIZE(true),
    /** The forms of the sign-in, account, sign-up and consent pages. */
    SIGN_IN(true),
    /** Where a device asks for its codes (RFC 8628 §3.1). */
    DEVICE_CODE(false),
    /** The page where a person types the code of a device. */
    DEVICE_LOGIN(true),
    /** Where grants are turned into tokens (RFC 6749 §3.2). */
    TOKEN(false),
    /** {@code /common/userrealm/{name}}: who keeps the password of a sign-in name. */
    USER_REALM(false),
    /** The description of an organization's federation server (MEX). */
    FEDERATION_METADATA(false),
    /** Where an organization's federation server takes name and password (WS-Trust). */
    WS_TRUST(false),
    /** Where a browser signs out. */
    LOGOUT(true),
    /** The start page and whatever else a browser asks for. */
    OTHER(true);

    private final boolean showsPages;

    EmulatorEndpoint(boolean showsPages) {
        this.showsPages = showsPages;
    }

    /** Whether a person reads the answers, so that an error has to be a page. */
    boolean showsPages() {
        return showsPages;
    }
}
