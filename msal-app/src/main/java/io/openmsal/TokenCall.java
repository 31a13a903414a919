package io.openmsal;

/** The ways of asking for a token, as operators know them. The numbers are those of the other MSALs' metrics. */
enum TokenCall {
    AUTHORIZATION_CODE("acquireTokenByAuthorizationCode", 1000),
    REFRESH_TOKEN("acquireTokenByRefreshToken", 1001),
    USERNAME_PASSWORD("acquireTokenByUsernamePassword", 1003),
    CLIENT("acquireTokenForClient", 1004),
    INTERACTIVE("acquireTokenInteractive", 1005),
    ON_BEHALF_OF("acquireTokenOnBehalfOf", 1006),
    SILENT("acquireTokenSilent", 1007),
    DEVICE_CODE("acquireTokenByDeviceCode", 1008),
    SYSTEM_ASSIGNED_IDENTITY("acquireTokenForManagedIdentity", 1015),
    USER_ASSIGNED_IDENTITY("acquireTokenForManagedIdentity", 1016),
    BEGIN_SESSION("beginOnBehalfOfSession", 1017),
    SESSION("acquireTokenInOnBehalfOfSession", 1018),
    USER_FEDERATED_CREDENTIAL("acquireTokenByUserFederatedIdentityCredential", 1019);

    final String method;
    final int apiId;

    TokenCall(String method, int apiId) {
        this.method = method;
        this.apiId = apiId;
    }
}
