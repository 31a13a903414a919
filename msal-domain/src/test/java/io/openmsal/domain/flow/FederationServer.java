package io.openmsal.domain.flow;

/** What a federation server says, as AD FS writes it. */
public final class FederationServer {

    /** With what tempts a writer of XML to change it: quotes, spaces, line ends, references. */
    public static final String SAML_1_1 = "<saml:Assertion MajorVersion='1' MinorVersion=\"1\"\r\n  AssertionID=\"_1\""
            + " xmlns:saml=\"urn:oasis:names:tc:SAML:1.0:assertion\"><saml:Conditions /><!-- > -->&#x41;dä"
            + "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"></ds:Signature></saml:Assertion>";

    /** In SAML 2.0. */
    public static final String SAML_2_0 = "<Assertion ID=\"_2\" Version=\"2.0\""
            + " xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\"><Issuer>http://sts.contoso.example</Issuer></Assertion>";

    private static final String WST_13 = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
    private static final String WST_2005 = "http://schemas.xmlsoap.org/ws/2005/02/trust";

    private FederationServer() {}

    /** Metadata with an endpoint for each address that is not empty, and others that take no password. */
    public static String metadata(String address13, String address2005) {
        return definitions(
                passwordPolicy("p13", "200702") + passwordPolicy2005("p2005") + kerberosPolicy("kerberos"),
                binding("b13", "p13", WST_13)
                        + binding("b2005", "p2005", WST_2005)
                        + binding("windows", "kerberos", WST_13),
                port("windows", "https://sts.contoso.example/adfs/services/trust/13/windowstransport")
                        + (address2005.isEmpty() ? "" : port("b2005", address2005))
                        + (address13.isEmpty() ? "" : port("b13", address13)));
    }

    /** A document of parts. */
    public static String definitions(String policies, String bindings, String ports) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><wsdl:definitions name=\"SecurityTokenService\""
                + " xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\""
                + " xmlns:wsp=\"http://schemas.xmlsoap.org/ws/2004/09/policy\""
                + " xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\""
                + " xmlns:soap12=\"http://schemas.xmlsoap.org/wsdl/soap12/\""
                + " xmlns:wsa10=\"http://www.w3.org/2005/08/addressing\""
                + " xmlns:tns=\"http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice\">"
                + policies + bindings + "<wsdl:service name=\"SecurityTokenService\">" + ports
                + "</wsdl:service></wsdl:definitions>";
    }

    /** A policy of WS-SecurityPolicy 1.2. */
    public static String passwordPolicy(String id, String version) {
        return policy(
                id,
                "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/" + version,
                "<sp:TransportBinding/><sp:SignedEncryptedSupportingTokens><wsp:Policy><sp:UsernameToken><wsp:Policy>"
                        + "<sp:WssUsernameToken10/></wsp:Policy></sp:UsernameToken></wsp:Policy>"
                        + "</sp:SignedEncryptedSupportingTokens>");
    }

    private static String passwordPolicy2005(String id) {
        return policy(
                id,
                "http://schemas.xmlsoap.org/ws/2005/07/securitypolicy",
                "<sp:TransportBinding/><sp:SignedSupportingTokens><wsp:Policy><sp:UsernameToken><wsp:Policy>"
                        + "<sp:WssUsernameToken10/></wsp:Policy></sp:UsernameToken></wsp:Policy>"
                        + "</sp:SignedSupportingTokens>");
    }

    private static String kerberosPolicy(String id) {
        return policy(id, "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702", "<sp:TransportBinding/>");
    }

    /** A policy of one alternative. */
    public static String policy(String id, String namespace, String assertions) {
        return "<wsp:Policy wsu:Id=\"" + id + "\"><wsp:ExactlyOne><wsp:All xmlns:sp=\"" + namespace + "\">" + assertions
                + "</wsp:All></wsp:ExactlyOne></wsp:Policy>";
    }

    /** A binding to SOAP 1.2 over HTTP. */
    public static String binding(String name, String policy, String trust) {
        return "<wsdl:binding name=\"" + name + "\" type=\"tns:Trust\"><wsp:PolicyReference URI=\"#" + policy + "\"/>"
                + "<soap12:binding transport=\"http://schemas.xmlsoap.org/soap/http\"/><wsdl:operation name=\"Issue\">"
                + "<soap12:operation soapAction=\"" + trust + "/RST/Issue\" style=\"document\"/></wsdl:operation>"
                + "</wsdl:binding>";
    }

    /** A port. */
    public static String port(String binding, String address) {
        return "<wsdl:port name=\"" + binding + "\" binding=\"tns:" + binding + "\"><soap12:address location=\""
                + address
                + "\"/><wsa10:EndpointReference><wsa10:Address>" + address
                + "</wsa10:Address></wsa10:EndpointReference></wsdl:port>";
    }

    /** An answer of WS-Trust 1.3. */
    public static String response13(String... assertions) {
        StringBuilder responses = new StringBuilder();
        for (String assertion : assertions) {
            responses.append(response(assertion));
        }
        return envelope("<trust:RequestSecurityTokenResponseCollection xmlns:trust=\"" + WST_13 + "\">" + responses
                + "</trust:RequestSecurityTokenResponseCollection>");
    }

    /** An answer of WS-Trust 2005. */
    public static String response2005(String assertion) {
        return envelope(response(assertion).replaceFirst(">", " xmlns:trust=\"" + WST_2005 + "\">"));
    }

    private static String response(String assertion) {
        String type = assertion.contains("SAML:2.0")
                ? "urn:oasis:names:tc:SAML:2.0:assertion"
                : "urn:oasis:names:tc:SAML:1.0:assertion";
        return "<trust:RequestSecurityTokenResponse><trust:RequestedSecurityToken>" + assertion
                + "</trust:RequestedSecurityToken><trust:TokenType>" + type
                + "</trust:TokenType></trust:RequestSecurityTokenResponse>";
    }

    /** A fault. */
    public static String fault(String code, String reason) {
        return envelope("<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:a=\"urn:a\">" + code
                + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en-US\">" + reason
                + "</s:Text></s:Reason></s:Fault>");
    }

    /** A message. */
    public static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Header/><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }
}
