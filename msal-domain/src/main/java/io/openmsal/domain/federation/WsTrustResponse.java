package io.openmsal.domain.federation;

import io.openmsal.domain.oauth.SamlAssertionGrant;
import io.openmsal.domain.oauth.SamlVersion;
import io.openmsal.port.Secret;
import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlName;
import java.util.List;
import java.util.Optional;

/** A federation server's answer (WS-Trust 1.3 §3.2): one assertion, or a fault. Whatever has another shape is neither. */
final class WsTrustResponse {

    private final XmlElement envelope;
    private final WsTrustVersion version;

    WsTrustResponse(XmlElement envelope, WsTrustVersion version) {
        this.envelope = envelope;
        this.version = version;
    }

    /** The one assertion, as its issuer wrote it; empty when there is none, or more than one, or it is of no known kind. */
    Optional<SamlAssertionGrant> assertion() {
        List<XmlElement> responses = isEnvelope() ? version.responsesIn(envelope) : List.of();
        if (responses.size() != 1) {
            return Optional.empty();
        }
        List<XmlElement> tokens = responses.get(0).at(version.name("RequestedSecurityToken"));
        List<XmlElement> types = responses.get(0).at(version.name("TokenType"));
        if (tokens.size() != 1 || types.size() != 1 || tokens.get(0).children().size() != 1) {
            return Optional.empty();
        }
        XmlElement assertion = tokens.get(0).children().get(0);
        String type = types.get(0).text().trim();
        for (AssertionKind kind : AssertionKind.values()) {
            if (kind.isOf(type, assertion)) {
                return Optional.of(new SamlAssertionGrant(kind.version, Secret.of(assertion.markup())));
            }
        }
        return Optional.empty();
    }

    /** What the server says is wrong: the innermost code and the reason, as far as they are there. */
    Optional<WsTrustFault> fault() {
        if (!isEnvelope() || envelope.at(Soap.BODY, Soap.FAULT).isEmpty()) {
            return Optional.empty();
        }
        XmlElement fault = envelope.at(Soap.BODY, Soap.FAULT).get(0);
        String code = textOf(fault.at(Soap.CODE, Soap.SUBCODE, Soap.VALUE));
        String reason = textOf(fault.at(Soap.REASON, Soap.TEXT));
        return Optional.of(new WsTrustFault(code.substring(code.indexOf(':') + 1), reason));
    }

    private boolean isEnvelope() {
        return envelope.name().equals(Soap.ENVELOPE);
    }

    private static String textOf(List<XmlElement> found) {
        return found.isEmpty() ? "" : found.get(0).text().trim();
    }

    /** The kinds of assertion that can be redeemed. */
    private enum AssertionKind {
        SAML_1_1(
                SamlVersion.SAML_1_1,
                "urn:oasis:names:tc:SAML:1.0:assertion",
                "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1"),
        SAML_2_0(
                SamlVersion.SAML_2_0,
                "urn:oasis:names:tc:SAML:2.0:assertion",
                "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0");

        private final SamlVersion version;
        private final String namespace;
        private final String profileType;

        AssertionKind(SamlVersion version, String namespace, String profileType) {
            this.version = version;
            this.namespace = namespace;
            this.profileType = profileType;
        }

        boolean isOf(String type, XmlElement token) {
            return (type.equals(namespace) || type.equals(profileType))
                    && token.name().equals(new XmlName(namespace, "Assertion"));
        }
    }
}
