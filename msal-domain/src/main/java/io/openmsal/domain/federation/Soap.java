package io.openmsal.domain.federation;

import io.openmsal.port.xml.XmlName;

/** Names of SOAP 1.2 and of the standards that its headers follow. */
final class Soap {

    static final String MEDIA_TYPE = "application/soap+xml";
    static final String ENVELOPE_NAMESPACE = "http://www.w3.org/2003/05/soap-envelope";
    static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    static final String SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String SECURITY_UTILITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String POLICY = "http://schemas.xmlsoap.org/ws/2004/09/policy";

    static final XmlName ENVELOPE = name("Envelope");
    static final XmlName BODY = name("Body");
    static final XmlName FAULT = name("Fault");
    static final XmlName REASON = name("Reason");
    static final XmlName TEXT = name("Text");
    static final XmlName CODE = name("Code");
    static final XmlName SUBCODE = name("Subcode");
    static final XmlName VALUE = name("Value");

    private Soap() {}

    private static XmlName name(String local) {
        return new XmlName(ENVELOPE_NAMESPACE, local);
    }
}
