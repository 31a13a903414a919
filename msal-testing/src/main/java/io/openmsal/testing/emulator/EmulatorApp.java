package io.openmsal.testing.emulator;

import io.openmsal.port.Secret;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An application registered with the emulator. An application with a secret or a certificate is a confidential client and has
 * to authenticate; one with neither is a public client. Immutable; the {@code with} methods return changed copies. Printing it
 * shows no secret.
 */
public final class EmulatorApp {

    private final String clientId;
    private final String displayName;
    private final AppProofs proofs;
    private final AppConsent consent;
    private final AppAddresses addresses;

    private EmulatorApp(
            String clientId, String displayName, AppProofs proofs, AppConsent consent, AppAddresses addresses) {
        this.clientId = Objects.requireNonNull(clientId, "clientId");
        this.displayName = Objects.requireNonNull(displayName, "displayName");
        this.proofs = proofs;
        this.consent = consent;
        this.addresses = addresses;
    }

    /**
     * An application with nothing but an id: a public client until it gets a secret or a certificate.
     *
     * @param clientId the application (client) id
     * @return the application
     */
    public static EmulatorApp of(String clientId) {
        return new EmulatorApp(clientId, clientId, AppProofs.NONE, AppConsent.OF_EACH_PERSON, AppAddresses.NONE);
    }

    /**
     * The same application under another name.
     *
     * @param name the name for the consent page
     * @return a changed copy
     */
    public EmulatorApp withDisplayName(String name) {
        return new EmulatorApp(clientId, name, proofs, consent, addresses);
    }

    /**
     * The same application with one more client secret, any of which is accepted.
     *
     * @param secret the secret
     * @return a changed copy, a confidential client
     */
    public EmulatorApp withSecret(Secret secret) {
        return with(proofs.with(secret));
    }

    /**
     * The same application with one more certificate, whose key may sign client assertions.
     *
     * @param certificate the certificate of an RSA key
     * @return a changed copy, a confidential client
     */
    public EmulatorApp withCertificate(X509Certificate certificate) {
        return with(proofs.with(certificate));
    }

    /**
     * The same application as an agent identity: it proves itself with a token that its blueprint got for it, with its own id as the
     * {@code fmi_path}.
     *
     * @param blueprint the client id of the application that vouches for it
     * @return a changed copy, a confidential client
     */
    public EmulatorApp asAgentOf(String blueprint) {
        return with(proofs.withBlueprint(blueprint));
    }

    /**
     * The same application with one more redirect URI. On loopback hosts the port is free (RFC 8252 §7.3); a path that ends in
     * {@code *} stands for every path that begins so.
     *
     * @param redirectUri the URI to register, such as {@code http://localhost} or {@code https://app.example/*}
     * @return a changed copy
     */
    public EmulatorApp withRedirectUri(String redirectUri) {
        return with(addresses.withRedirectUri(redirectUri));
    }

    /**
     * The same application, which wants to hear when a person signs out who used it (OpenID Connect Front-Channel Logout 1.0). Its ID
     * tokens carry the {@code sid} of the browser's session.
     *
     * @param uri what browsers load in a frame then, with {@code iss} and {@code sid} added to its query
     * @return a changed copy
     */
    public EmulatorApp withFrontChannelLogoutUri(String uri) {
        return with(addresses.withFrontChannelLogoutUri(uri));
    }

    /**
     * The same application, limited to some scopes: another scope is refused as unknown (AADSTS650053).
     *
     * @param scopes the delegated scopes that exist, as the client writes them
     * @return a changed copy
     */
    public EmulatorApp withKnownScopes(String... scopes) {
        return with(consent.toScopes(Set.of(scopes)));
    }

    /**
     * The same application as a member of the family of first-party clients that share refresh tokens ({@code foci}). Members need no
     * consent.
     *
     * @return a changed copy
     */
    public EmulatorApp inFamily() {
        return with(consent.inFamily());
    }

    /**
     * The same application after an administrator consented for everyone.
     *
     * @return a changed copy
     */
    public EmulatorApp withAdminConsent() {
        return with(consent.ofAdmin());
    }

    /**
     * The same application with what an administrator lets it do: the {@code roles} of every token that it gets for itself.
     *
     * @param roles application permissions, such as {@code Mail.Send}, in place of any before
     * @return a changed copy
     */
    public EmulatorApp withAppRoles(String... roles) {
        return with(consent.toRoles(List.of(roles)));
    }

    private EmulatorApp with(AppProofs changed) {
        return new EmulatorApp(clientId, displayName, changed, consent, addresses);
    }

    private EmulatorApp with(AppConsent changed) {
        return new EmulatorApp(clientId, displayName, proofs, changed, addresses);
    }

    private EmulatorApp with(AppAddresses changed) {
        return new EmulatorApp(clientId, displayName, proofs, consent, changed);
    }

    /**
     * The application (client) id.
     *
     * @return the id
     */
    public String clientId() {
        return clientId;
    }

    /**
     * The name shown on the consent page.
     *
     * @return the name; the client id when it was given none
     */
    public String displayName() {
        return displayName;
    }

    /**
     * Whether the application must authenticate.
     *
     * @return true when it has a secret, a certificate or a blueprint
     */
    public boolean isConfidential() {
        return proofs.areAny();
    }

    List<Secret> secrets() {
        return proofs.secrets();
    }

    List<X509Certificate> certificates() {
        return proofs.certificates();
    }

    Optional<String> blueprint() {
        return proofs.blueprint();
    }

    List<String> roles() {
        return consent.roles();
    }

    boolean isFamilyClient() {
        return consent.isFamilyClient();
    }

    boolean needsNoConsent() {
        return consent.isGiven();
    }

    boolean mayAskFor(String scope) {
        return consent.isPossibleFor(scope);
    }

    boolean mayRedirectTo(String redirectUri) {
        return addresses.mayRedirectTo(redirectUri);
    }

    Optional<String> frontChannelLogoutUri() {
        return addresses.frontChannelLogoutUri();
    }

    /** The id and the name. */
    @Override
    public String toString() {
        return clientId + " (" + displayName + ")";
    }
}
