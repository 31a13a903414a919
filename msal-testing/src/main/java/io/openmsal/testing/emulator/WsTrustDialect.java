package io.openmsal.testing.emulator;

import io.openmsal.port.xml.XmlName;

/** The two versions of WS-Trust that AD FS speaks. */
enum WsTrustDialect {
    V13(
            "/13/usernamemixed",
            "http://docs.oasis-open.org/ws-sx/ws-trust/200512",
            "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Bearer") {
        @Override
        String enclosed(String response) {
            return "<t:RequestSecurityTokenResponseCollection xmlns:t=\"" + namespace() + "\">" + response
                    + "</t:RequestSecurityTokenResponseCollection>";
        }
    },
    V2005(
            "/2005/usernamemixed",
            "http://schemas.xmlsoap.org/ws/2005/02/trust",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey") {
        @Override
        String enclosed(String response) {
            return response;
        }
    };

    private final String path;
    private final String namespace;
    private final String keyType;

    WsTrustDialect(String path, String namespace, String keyType) {
        this.path = path;
        this.namespace = namespace;
        this.keyType = keyType;
    }

    /** One response, in what this version puts around it. */
    abstract String enclosed(String response);

    /** Where an endpoint of this version is, below that of the server. */
    String path() {
        return path;
    }

    String namespace() {
        return namespace;
    }

    String keyType() {
        return keyType;
    }

    String issueAction() {
        return namespace + "/RST/Issue";
    }

    XmlName name(String local) {
        return new XmlName(namespace, local);
    }
}
