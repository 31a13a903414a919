package io.openmsal.testing.emulator;

import java.net.URI;

/** Describes the endpoints of an organization's federation server, as AD FS does (WS-MetadataExchange). */
final class FederationMetadataEndpoint implements Endpoint {

    private static final String KERBEROS = "kerberos";
    private static final String SOAP_HTTP = "http://schemas.xmlsoap.org/soap/http";

    private final URI base;
    private final Directory directory;

    FederationMetadataEndpoint(URI base, Directory directory) {
        this.base = base;
        this.directory = directory;
    }

    @Override
    public Answer serve(Call call) {
        EmulatorFederation federation = directory.federationAt(call.request().path());
        if (!federation.publishesMetadata()) {
            return Answer.of(404, "text/plain", "");
        }
        var policies = new StringBuilder(policy(KERBEROS, "200702", "<sp:TransportBinding/>"));
        var bindings = new StringBuilder(binding(KERBEROS, WsTrustDialect.V13));
        var ports = new StringBuilder(port(KERBEROS, base + federation.path() + "/13/windowstransport"));
        for (WsTrustDialect dialect : WsTrustDialect.values()) {
            if (federation.speaks(dialect)) {
                policies.append(policy(dialect.name(), "200702", usernameToken()));
                bindings.append(binding(dialect.name(), dialect));
                ports.append(port(dialect.name(), base + federation.path() + dialect.path()));
            }
        }
        return Answer.of(200, "application/soap+xml; charset=utf-8", definitions(policies, bindings, ports));
    }

    private static String definitions(CharSequence policies, CharSequence bindings, CharSequence ports) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                + "<wsdl:definitions name=\"SecurityTokenService\" xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\""
                + " xmlns:soap12=\"http://schemas.xmlsoap.org/wsdl/soap12/\" xmlns:wsp=\"" + SoapMessage.POLICY + "\""
                + " xmlns:wsu=\"" + SoapMessage.SECURITY_UTILITY + "\" xmlns:wsa10=\"" + SoapMessage.ADDRESSING + "\""
                + " xmlns:tns=\"http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice\">"
                + policies + bindings + "<wsdl:service name=\"SecurityTokenService\">" + ports
                + "</wsdl:service></wsdl:definitions>";
    }

    private static String policy(String id, String version, String assertions) {
        return "<wsp:Policy wsu:Id=\"" + id + "_policy\"><wsp:ExactlyOne><wsp:All"
                + " xmlns:sp=\"http://docs.oasis-open.org/ws-sx/ws-securitypolicy/" + version + "\">" + assertions
                + "</wsp:All></wsp:ExactlyOne></wsp:Policy>";
    }

    private static String usernameToken() {
        return "<sp:TransportBinding/><sp:SignedEncryptedSupportingTokens><wsp:Policy><sp:UsernameToken><wsp:Policy>"
                + "<sp:WssUsernameToken10/></wsp:Policy></sp:UsernameToken></wsp:Policy>"
                + "</sp:SignedEncryptedSupportingTokens>";
    }

    private static String binding(String name, WsTrustDialect dialect) {
        return "<wsdl:binding name=\"" + name + "\" type=\"tns:Trust\"><wsp:PolicyReference URI=\"#" + name
                + "_policy\"/><soap12:binding transport=\"" + SOAP_HTTP + "\"/><wsdl:operation name=\"Issue\">"
                + "<soap12:operation soapAction=\"" + dialect.issueAction() + "\" style=\"document\"/>"
                + "</wsdl:operation></wsdl:binding>";
    }

    private static String port(String binding, String address) {
        return "<wsdl:port name=\"" + binding + "\" binding=\"tns:" + binding + "\"><soap12:address location=\""
                + address
                + "\"/><wsa10:EndpointReference><wsa10:Address>" + address
                + "</wsa10:Address></wsa10:EndpointReference></wsdl:port>";
    }
}
