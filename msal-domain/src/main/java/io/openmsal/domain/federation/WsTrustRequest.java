package io.openmsal.domain.federation;

import io.openmsal.port.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A request for a token by user name and password (WS-Trust 1.3 §3.1, WS-Security UsernameToken Profile 1.0).
 *
 * @param endpoint where it goes
 * @param username the user name
 * @param password the password
 * @param audience whom the token is for
 * @param messageId a UUID
 * @param now when it is made
 */
record WsTrustRequest(
        WsTrustEndpoint endpoint, String username, Secret password, String audience, String messageId, Instant now) {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    WsTrustRequest {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(now, "now");
    }

    /** The whole message. */
    String envelope() {
        return "<s:Envelope xmlns:s='" + Soap.ENVELOPE_NAMESPACE + "' xmlns:wsa='" + Soap.ADDRESSING + "'>"
                + "<s:Header>" + addressing() + security() + "</s:Header>"
                + "<s:Body>" + body() + "</s:Body>"
                + "</s:Envelope>";
    }

    private String addressing() {
        return "<wsa:Action s:mustUnderstand='1'>" + endpoint.version().issueAction() + "</wsa:Action>"
                + "<wsa:MessageID>urn:uuid:" + messageId + "</wsa:MessageID>"
                + "<wsa:ReplyTo><wsa:Address>" + Soap.ADDRESSING + "/anonymous</wsa:Address></wsa:ReplyTo>"
                + "<wsa:To s:mustUnderstand='1'>"
                + XmlText.escape(endpoint.address().toString(), "address of the organization's server") + "</wsa:To>";
    }

    private String security() {
        return "<wsse:Security s:mustUnderstand='1' xmlns:wsse='" + Soap.SECURITY + "'>"
                + "<wsu:Timestamp wsu:Id='timestamp' xmlns:wsu='" + Soap.SECURITY_UTILITY + "'>"
                + "<wsu:Created>" + instant(now) + "</wsu:Created>"
                + "<wsu:Expires>" + instant(now.plus(LIFETIME)) + "</wsu:Expires>"
                + "</wsu:Timestamp>"
                + "<wsse:UsernameToken wsu:Id='user' xmlns:wsu='" + Soap.SECURITY_UTILITY + "'>"
                + "<wsse:Username>" + XmlText.escape(username, "user name") + "</wsse:Username>"
                + "<wsse:Password>" + XmlText.escape(password.reveal(), "password") + "</wsse:Password>"
                + "</wsse:UsernameToken>"
                + "</wsse:Security>";
    }

    private String body() {
        WsTrustVersion version = endpoint.version();
        return "<wst:RequestSecurityToken xmlns:wst='" + version.namespace() + "'>"
                + "<wsp:AppliesTo xmlns:wsp='" + Soap.POLICY + "'><wsa:EndpointReference><wsa:Address>"
                + XmlText.escape(audience, "name of the authority")
                + "</wsa:Address></wsa:EndpointReference></wsp:AppliesTo>"
                + "<wst:KeyType>" + version.keyType() + "</wst:KeyType>"
                + "<wst:RequestType>" + version.requestType() + "</wst:RequestType>"
                + "</wst:RequestSecurityToken>";
    }

    private static String instant(Instant when) {
        return DateTimeFormatter.ISO_INSTANT.format(when.truncatedTo(ChronoUnit.SECONDS));
    }
}
