package io.openmsal.testing.emulator;

import java.util.Optional;

/**
 * A request the emulator turns down: the OAuth error code (RFC 6749 §5.2) with the number and text Microsoft Entra gives it. How
 * it is written down is the business of the {@link Realm}.
 */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final int aadsts;
    private final String suberror;
    private final String claims;

    private Refusal(int status, String error, int aadsts, String text, String suberror, String claims) {
        super(text, null, false, false);
        this.status = status;
        this.error = error;
        this.aadsts = aadsts;
        this.suberror = suberror;
        this.claims = claims;
    }

    static Refusal of(int status, String error, int aadsts, String text) {
        return new Refusal(status, error, aadsts, text, "", "");
    }

    /** The same in the words of another standard. */
    Refusal named(String code) {
        return new Refusal(status, code, aadsts, text(), suberror, claims);
    }

    Refusal withSuberror(String value) {
        return new Refusal(status, error, aadsts, text(), value, claims);
    }

    Refusal withClaims(String json) {
        return new Refusal(status, error, aadsts, text(), suberror, json);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    int aadsts() {
        return aadsts;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    Optional<String> suberror() {
        return Optional.of(suberror).filter(value -> !value.isEmpty());
    }

    Optional<String> claims() {
        return Optional.of(claims).filter(value -> !value.isEmpty());
    }

    // The request itself

    static Refusal malformed(String detail) {
        return of(400, "invalid_request", 9002313, "Invalid request. Request is malformed or invalid. " + detail);
    }

    static Refusal missingParameter(String name) {
        return of(
                400,
                "invalid_request",
                900144,
                "The request body must contain the following parameter: '" + name + "'.");
    }

    static Refusal onlyPost(String method) {
        return of(
                405,
                "invalid_request",
                900561,
                "The endpoint only accepts POST requests. Received a " + method + " request.");
    }

    static Refusal unsupportedGrant(String grantType) {
        return of(
                400,
                "unsupported_grant_type",
                70003,
                "The app requested an unsupported grant type '" + grantType + "'.");
    }

    static Refusal unsupportedParameter(String name, String value) {
        return of(
                400,
                "invalid_request",
                90023,
                "Unsupported '" + name + "' value. The value '" + value + "' is not supported.");
    }

    static Refusal unsupportedResponseType(String value) {
        return of(
                400,
                "unsupported_response_type",
                70005,
                "The response type '" + value + "' is not supported: only 'code' is.");
    }

    // Tenants, applications, users

    static Refusal unknownTenant(String name) {
        return of(
                400,
                "invalid_tenant",
                90002,
                "Tenant '" + name
                        + "' not found. Check to make sure you have the correct tenant ID and are signing into"
                        + " the correct cloud.");
    }

    static Refusal unknownInstance() {
        return of(400, "invalid_instance", 50049, "Unknown or invalid instance.");
    }

    static Refusal noTenantNamed() {
        return of(
                400,
                "invalid_request",
                50059,
                "No tenant-identifying information found in either the request or implied by any provided credentials.");
    }

    static Refusal unknownApplication(String clientId, String tenant) {
        return of(
                400,
                "unauthorized_client",
                700016,
                "Application with identifier '" + clientId + "' was not found in the directory '" + tenant
                        + "'. This can happen if the application has not been installed by the administrator of the tenant or"
                        + " consented to by any user in the tenant.");
    }

    static Refusal redirectMismatch(String redirectUri, String clientId) {
        return of(
                400,
                "invalid_request",
                50011,
                "The redirect URI '" + redirectUri + "' specified in the request does not match the redirect URIs"
                        + " configured for the application '" + clientId + "'.");
    }

    static Refusal unknownUser(String username) {
        return of(
                400,
                "invalid_grant",
                50034,
                "The user account " + username + " does not exist in this directory. To sign into this application, the"
                        + " account must be added to the directory.");
    }

    static Refusal userOfAnotherTenant(String username, String tenant) {
        return of(
                400,
                "invalid_grant",
                50020,
                "User account '" + username + "' from another identity provider does not exist in tenant '" + tenant
                        + "' and cannot access the application in that tenant.");
    }

    static Refusal wrongPassword() {
        return of(400, "invalid_grant", 50126, "Error validating credentials due to invalid username or password.");
    }

    // Client authentication

    static Refusal noClientAuthentication() {
        return of(
                401,
                "invalid_client",
                7000218,
                "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
    }

    static Refusal unknownClient(String clientId) {
        return of(401, "invalid_client", 700016, "There is no client '" + clientId + "' here.");
    }

    static Refusal publicClientAuthenticated() {
        return of(
                401,
                "invalid_client",
                700025,
                "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.");
    }

    static Refusal wrongSecret(String clientId) {
        return of(
                401,
                "invalid_client",
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value,"
                        + " not the client secret ID, for a secret added to app '" + clientId + "'.");
    }

    static Refusal noClientCertificate() {
        return of(
                400,
                "invalid_request",
                392200,
                "A token of type 'mtls_pop' needs a client certificate in the TLS handshake, and there was none.");
    }

    static Refusal unknownClientCertificate(String thumbprint) {
        return of(
                401,
                "invalid_client",
                7000272,
                "The certificate of the TLS handshake is not registered., Thumbprint of certificate used by client: '"
                        + thumbprint + "'");
    }

    static Refusal assertionSignature(String reason) {
        return of(
                401,
                "invalid_client",
                700027,
                "Client assertion contains an invalid signature. [Reason - " + reason + "]");
    }

    static Refusal assertionAudience(String audience) {
        return of(
                401,
                "invalid_client",
                700023,
                "Client assertion audience claim does not match Realm issuer. The audience was '" + audience + "'.");
    }

    static Refusal assertionSubject() {
        return of(
                401,
                "invalid_client",
                700021,
                "Client assertion application identifier doesn't match 'client_id' parameter.");
    }

    static Refusal assertionTime(String detail) {
        return of(401, "invalid_client", 700024, "Client assertion is not within its valid time range. " + detail);
    }

    static Refusal assertionInvalid(String detail) {
        return of(401, "invalid_client", 50013, "Client assertion failed validation. " + detail);
    }

    // Scopes and consent

    static Refusal invalidScope(String detail) {
        return of(
                400,
                "invalid_scope",
                70011,
                "The provided request must include a 'scope' input parameter. The provided value for the input parameter"
                        + " 'scope' is not valid. " + detail);
    }

    static Refusal scopeNotDefault(String scope) {
        return of(
                400,
                "invalid_scope",
                1002012,
                "The provided value for scope " + scope
                        + " is not valid. Client credential flows must have a scope value"
                        + " with /.default suffixed to the resource identifier (application ID URI).");
    }

    static Refusal severalResources() {
        return of(
                400,
                "invalid_scope",
                28000,
                "Provided value for the input parameter scope is not valid because it contains more than one resource.");
    }

    static Refusal unknownScope(String scope) {
        return of(
                400,
                "invalid_scope",
                650053,
                "The application asked for scope '" + scope + "' that doesn't exist on the resource. Contact the app"
                        + " vendor.");
    }

    static Refusal consentRequired(EmulatorApp app) {
        return of(
                        400,
                        "invalid_grant",
                        65001,
                        "The user or administrator has not consented to use the application with ID '" + app.clientId()
                                + "' named '" + app.displayName()
                                + "'. Send an interactive authorization request for this user and resource.")
                .withSuberror("consent_required");
    }

    static Refusal consentRequiredSilently(EmulatorApp app) {
        return of(400, "consent_required", 65001, consentRequired(app).text());
    }

    static Refusal consentDeclined() {
        return of(400, "access_denied", 65004, "User declined to consent to access the app.");
    }

    static Refusal signInCancelled() {
        return of(400, "access_denied", 50089, "The user cancelled the authentication.");
    }

    // prompt=none

    static Refusal noSession() {
        return of(400, "login_required", 50058, "A silent sign-in request was sent but no user is signed in.");
    }

    static Refusal severalSessions() {
        return of(
                400,
                "account_selection_required",
                16000,
                "Either multiple user identities are available for the current request or selected account is not"
                        + " supported for the scenario.");
    }

    // Grants

    static Refusal unknownCode() {
        return of(400, "invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");
    }

    static Refusal codeExpired() {
        return of(
                400,
                "invalid_grant",
                70008,
                "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive"
                        + " authorization request for this user and resource.");
    }

    static Refusal codeRedeemed() {
        return of(
                400,
                "invalid_grant",
                54005,
                "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing"
                        + " refresh token.");
    }

    static Refusal codeOfAnotherClient() {
        return of(400, "invalid_grant", 700005, "Provided Authorization Code is intended to use against other client.");
    }

    static Refusal codeRedirectMismatch() {
        return of(
                400,
                "invalid_grant",
                500112,
                "The reply address does not match the reply address provided when requesting Authorization code.");
    }

    static Refusal pkceMismatch() {
        return of(
                400,
                "invalid_grant",
                501481,
                "The Code_Verifier does not match the code_challenge supplied in the authorization request.");
    }

    static Refusal unknownRefreshToken() {
        return of(400, "invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.")
                .withSuberror("bad_token");
    }

    static Refusal refreshTokenExpired() {
        return of(400, "invalid_grant", 700082, "The refresh token has expired due to inactivity.")
                .withSuberror("bad_token");
    }

    static Refusal refreshTokenRevoked() {
        return of(
                        400,
                        "invalid_grant",
                        50173,
                        "The provided grant has expired due to it being revoked, a fresh auth token is needed.")
                .withSuberror("bad_token");
    }

    static Refusal refreshTokenOfAnotherClient() {
        return of(
                        400,
                        "invalid_grant",
                        700003,
                        "The refresh token was issued to another client, and the clients are not members of one family.")
                .withSuberror("client_mismatch");
    }

    static Refusal authorizationPending() {
        return of(
                400,
                "authorization_pending",
                70016,
                "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
    }

    static Refusal slowDown() {
        return of(
                400,
                "slow_down",
                70016,
                "OAuth 2.0 device flow error. The client polls too often. Add five seconds to the interval.");
    }

    static Refusal deviceCodeExpired() {
        return of(
                400,
                "expired_token",
                70020,
                "The provided value for the input parameter 'device_code' is not valid. This device code has expired.");
    }

    static Refusal deviceCodeDeclined() {
        return of(400, "authorization_declined", 70018, "The user declined to authorize the device.");
    }

    static Refusal unknownDeviceCode() {
        return of(
                400,
                "bad_verification_code",
                70018,
                "Invalid verification code: the device code is unknown or was already redeemed.");
    }

    static Refusal userAssertionInvalid() {
        return of(400, "invalid_grant", 50013, "Assertion failed signature validation.");
    }

    static Refusal userAssertionIsIdToken(String grantType) {
        return of(400, "invalid_grant", 240002, "Input id_token cannot be used as '" + grantType + "' grant.");
    }

    static Refusal userAssertionExpired() {
        return of(400, "invalid_grant", 500133, "Assertion is not within its valid time range.");
    }

    static Refusal userAssertionAudience() {
        return of(
                400,
                "invalid_grant",
                500131,
                "Assertion audience does not match the Client app presenting the assertion.");
    }

    static Refusal interactionRequired() {
        return of(
                400,
                "invalid_grant",
                50076,
                "Due to a configuration change made by your administrator, or because you moved to a new location, you"
                        + " must use multi-factor authentication to access the resource.");
    }
}
