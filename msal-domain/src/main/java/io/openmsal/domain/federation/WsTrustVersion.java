package io.openmsal.domain.federation;

import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlName;
import java.util.List;

/** The versions of WS-Trust that federation servers speak, and in what they differ. The better one comes first. */
enum WsTrustVersion {
    /** WS-Trust 1.3 (OASIS, 2007). */
    V1_3(
            "http://docs.oasis-open.org/ws-sx/ws-trust/200512",
            "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Bearer",
            "/trust/13/usernamemixed") {
        /** The final answer is always in a collection (§3.2). */
        @Override
        List<XmlElement> responsesIn(XmlElement envelope) {
            return envelope.at(Soap.BODY, name("RequestSecurityTokenResponseCollection"), name(RESPONSE));
        }
    },
    /** The draft of February 2005, which AD FS 2.0 began with. */
    V2005(
            "http://schemas.xmlsoap.org/ws/2005/02/trust",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey",
            "/trust/2005/usernamemixed") {
        @Override
        List<XmlElement> responsesIn(XmlElement envelope) {
            return envelope.at(Soap.BODY, name(RESPONSE));
        }
    };

    private static final String RESPONSE = "RequestSecurityTokenResponse";

    private final String namespace;
    private final String keyType;
    private final String usualPath;

    WsTrustVersion(String namespace, String keyType, String usualPath) {
        this.namespace = namespace;
        this.keyType = keyType;
        this.usualPath = usualPath;
    }

    /** The responses to a request for a token, where this version puts them. */
    abstract List<XmlElement> responsesIn(XmlElement envelope);

    /** What a request for a token is called in the header of a message. */
    String issueAction() {
        return namespace + "/RST/Issue";
    }

    String requestType() {
        return namespace + "/Issue";
    }

    /** The kind of token that whoever holds it may present. */
    String keyType() {
        return keyType;
    }

    String namespace() {
        return namespace;
    }

    XmlName name(String local) {
        return new XmlName(namespace, local);
    }

    /** Whether an address ends as those of this version do on AD FS. */
    boolean isUsuallyAt(String path) {
        return path.toLowerCase(java.util.Locale.ROOT).contains(usualPath);
    }
}
