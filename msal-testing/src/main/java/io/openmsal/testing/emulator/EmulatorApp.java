package io.openmsal.testing.emulator;

import io.openmsal.port.Secret;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An application registered with the emulator. An application with a secret or a certificate is a confidential client and has
 * to authenticate; one with neither is a public client. Immutable; the {@code with} methods return changed copies. Printing it
 * shows no secret.
 *
 * @param clientId the application (client) id
 * @param displayName the name shown on the consent page
 * @param secrets client secrets, any of which is accepted
 * @param certificates certificates whose keys may sign client assertions
 * @param redirectUris registered redirect URIs. On loopback hosts the port is free (RFC 8252 §7.3); a path that ends in
 *     {@code *} stands for every path that begins so
 * @param knownScopes the delegated scopes the application may ask for, or empty when it may ask for any
 * @param isFamilyClient whether its refresh tokens are shared with the other family clients ({@code foci})
 * @param hasAdminConsent whether an administrator consented for everyone, so that nobody sees a consent page
 * @param blueprint the application that vouches for this one, if this is an agent identity; such a client proves itself with a token that
 *     the blueprint got for it
 * @param frontChannelLogoutUri what browsers load in a frame when a person signs out who used the application; an application that has
 *     one gets the {@code sid} of the browser's session in its ID tokens
 */
public record EmulatorApp(
        String clientId,
        String displayName,
        List<Secret> secrets,
        List<X509Certificate> certificates,
        Set<String> redirectUris,
        Optional<Set<String>> knownScopes,
        boolean isFamilyClient,
        boolean hasAdminConsent,
        Optional<String> blueprint,
        Optional<String> frontChannelLogoutUri) {

    /** Checks that nothing is missing. */
    public EmulatorApp {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(displayName, "displayName");
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
        redirectUris = Set.copyOf(redirectUris);
        knownScopes = knownScopes.map(Set::copyOf);
        Objects.requireNonNull(blueprint, "blueprint");
        Objects.requireNonNull(frontChannelLogoutUri, "frontChannelLogoutUri");
    }

    /**
     * An application with nothing but an id: a public client until it gets a secret or a certificate.
     *
     * @param clientId the application (client) id
     * @return the application
     */
    public static EmulatorApp of(String clientId) {
        return new EmulatorApp(
                clientId,
                clientId,
                List.of(),
                List.of(),
                Set.of(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same application under another name.
     *
     * @param name the name for the consent page
     * @return a changed copy
     */
    public EmulatorApp withDisplayName(String name) {
        return new EmulatorApp(
                clientId,
                name,
                secrets,
                certificates,
                redirectUris,
                knownScopes,
                isFamilyClient,
                hasAdminConsent,
                blueprint,
                frontChannelLogoutUri);
    }

    /**
     * The same application with one more client secret.
     *
     * @param secret the secret
     * @return a changed copy, a confidential client
     */
    public EmulatorApp withSecret(Secret secret) {
        var more = new ArrayList<>(secrets);
        more.add(secret);
        return new EmulatorApp(
                clientId,
                displayName,
                more,
                certificates,
                redirectUris,
                knownScopes,
                isFamilyClient,
                hasAdminConsent,
                blueprint,
                frontChannelLogoutUri);
    }

    /**
     * The same application with one more certificate.
     *
     * @param certificate the certificate of an RSA key
     * @return a changed copy, a confidential client
     */
    public EmulatorApp withCertificate(X509Certificate certificate) {
        var more = new ArrayList<>(certificates);
        more.add(certificate);
        return new EmulatorApp(
                clientId,
                displayName,
                secrets,
                more,
                redirectUris,
                knownScopes,
                isFamilyClient,
                hasAdminConsent,
                blueprint,
                frontChannelLogoutUri);
    }

    /**
     * The same application with one more redirect URI.
     *
     * @param redirectUri the URI to register, such as {@code http://localhost} or {@code https://app.example/*}
     * @return a changed copy
     */
    public EmulatorApp withRedirectUri(String redirectUri) {
        var more = new LinkedHashSet<>(redirectUris);
        more.add(redirectUri);
        return new EmulatorApp(
                clientId,
                displayName,
                secrets,
                certificates,
                more,
                knownScopes,
                isFamilyClient,
                hasAdminConsent,
                blueprint,
                frontChannelLogoutUri);
    }

    /**
     * The same application, limited to some scopes: another scope is refused as unknown (AADSTS650053).
     *
     * @param scopes the scopes that exist, as the client writes them
     * @return a changed copy
     */
    public EmulatorApp withKnownScopes(String... scopes) {
        return new EmulatorApp(
                clientId,
                displayName,
                secrets,
                certificates,
                redirectUris,
                Optional.of(Set.of(scopes)),
                isFamilyClient,
                hasAdminConsent,
                blueprint,
                frontChannelLogoutUri);
    }

    /**
     * The same application as a member of the family of first-party clients that share refresh tokens. Members need no consent.
     *
     * @return a changed copy
     */
    public EmulatorApp inFamily() {
        return new EmulatorApp(
                clientId,
                displayName,
                secrets,
                certificates,
                redirectUris,
                knownScopes,
                true,
                hasAdminConsent,
                blueprint,
                frontChannelLogoutUri);
    }

    /**
     * The same application after an administrator consented for everyone.
     *
     * @return a changed copy
     */
    public EmulatorApp withAdminConsent() {
        return new EmulatorApp(
                clientId,
                displayName,
                secrets,
                certificates,
                redirectUris,
                knownScopes,
                isFamilyClient,
                true,
                blueprint,
                frontChannelLogoutUri);
    }

    /**
     * The same application as an agent identity: it proves itself with a token that its blueprint got for it, with its own id as the
     * {@code fmi_path}.
     *
     * @param clientId of the application that vouches for it
     * @return a changed copy, a confidential client
     */
    public EmulatorApp asAgentOf(String clientId) {
        return new EmulatorApp(
                this.clientId,
                displayName,
                secrets,
                certificates,
                redirectUris,
                knownScopes,
                isFamilyClient,
                hasAdminConsent,
                Optional.of(clientId),
                frontChannelLogoutUri);
    }

    /**
     * The same application, which wants to hear when a person signs out who used it (OpenID Connect Front-Channel Logout 1.0).
     *
     * @param uri what browsers load in a frame then, with {@code iss} and {@code sid} added to its query
     * @return a changed copy
     */
    public EmulatorApp withFrontChannelLogoutUri(String uri) {
        return new EmulatorApp(
                clientId,
                displayName,
                secrets,
                certificates,
                redirectUris,
                knownScopes,
                isFamilyClient,
                hasAdminConsent,
                blueprint,
                Optional.of(uri));
    }

    /**
     * Whether the application must authenticate.
     *
     * @return true when it has a secret, a certificate or a blueprint
     */
    public boolean isConfidential() {
        return !secrets.isEmpty() || !certificates.isEmpty() || blueprint.isPresent();
    }

    boolean needsNoConsent() {
        return hasAdminConsent || isFamilyClient;
    }

    boolean mayAskFor(String scope) {
        return knownScopes.map(known -> known.contains(scope)).orElse(true);
    }

    boolean mayRedirectTo(String redirectUri) {
        return redirectUris.stream().anyMatch(registered -> RedirectUriRule.matches(registered, redirectUri));
    }
}
