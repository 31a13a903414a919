package io.openmsal.testing.emulator;

import io.openmsal.port.xml.XmlName;

/** Names and frames of SOAP 1.2 messages. */
final class SoapMessage {

    static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    static final String SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String SECURITY_UTILITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String POLICY = "http://schemas.xmlsoap.org/ws/2004/09/policy";

    static final XmlName ENVELOPE = new XmlName(SOAP, "Envelope");
    static final XmlName HEADER = new XmlName(SOAP, "Header");
    static final XmlName BODY = new XmlName(SOAP, "Body");

    private SoapMessage() {}

    static Answer answer(int status, String body) {
        return Answer.of(
                status,
                "application/soap+xml; charset=utf-8",
                "<s:Envelope xmlns:s=\"" + SOAP + "\" xmlns:a=\"" + ADDRESSING + "\"><s:Header/><s:Body>" + body
                        + "</s:Body></s:Envelope>");
    }

    /** A fault as AD FS writes it, always with status 500. */
    static Answer fault(String code, String reason) {
        return answer(
                500,
                "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:e=\"" + SECURITY + "\">e:" + code
                        + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en-US\">" + reason
                        + "</s:Text></s:Reason></s:Fault>");
    }
}
