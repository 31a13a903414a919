package io.openmsal.domain.federation;

import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a federation server says about its endpoints (WS-MetadataExchange): WSDL 1.1 with WS-Policy. Of all that is in it, one
 * thing counts: which endpoint takes user name and password, over TLS, in a message of SOAP 1.2.
 */
final class MexDocument {

    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String WSDL_SOAP = "http://schemas.xmlsoap.org/wsdl/soap12/";
    private static final String OVER_HTTP = "http://schemas.xmlsoap.org/soap/http";

    private static final XmlName DEFINITIONS = new XmlName(WSDL, "definitions");
    private static final XmlName BINDING = new XmlName(WSDL, "binding");
    private static final XmlName OPERATION = new XmlName(WSDL, "operation");
    private static final XmlName SERVICE = new XmlName(WSDL, "service");
    private static final XmlName PORT = new XmlName(WSDL, "port");
    private static final XmlName SOAP_BINDING = new XmlName(WSDL_SOAP, "binding");
    private static final XmlName SOAP_OPERATION = new XmlName(WSDL_SOAP, "operation");
    private static final XmlName REFERENCE = new XmlName(Soap.ADDRESSING, "EndpointReference");
    private static final XmlName ADDRESS = new XmlName(Soap.ADDRESSING, "Address");
    private static final XmlName POLICY = new XmlName(Soap.POLICY, "Policy");
    private static final XmlName POLICY_REFERENCE = new XmlName(Soap.POLICY, "PolicyReference");
    private static final XmlName EXACTLY_ONE = new XmlName(Soap.POLICY, "ExactlyOne");
    private static final XmlName ALL = new XmlName(Soap.POLICY, "All");
    private static final XmlName ID = new XmlName(Soap.SECURITY_UTILITY, "Id");

    private final XmlElement definitions;

    MexDocument(XmlElement definitions) {
        this.definitions = definitions;
    }

    boolean isWsdl() {
        return definitions.name().equals(DEFINITIONS);
    }

    /** The endpoint that takes user name and password, in the best version there is; the first of several. */
    Optional<WsTrustEndpoint> passwordEndpoint() {
        Map<String, WsTrustVersion> bindings = passwordBindings(passwordPolicies());
        Optional<WsTrustEndpoint> best = Optional.empty();
        for (XmlElement port : definitions.at(SERVICE, PORT)) {
            Optional<WsTrustEndpoint> endpoint = port.attribute(unqualified("binding"))
                    .map(name -> bindings.get(name.substring(name.indexOf(':') + 1)))
                    .flatMap(version -> port.at(REFERENCE, ADDRESS).stream()
                            .findFirst()
                            .flatMap(address -> HttpsAddress.parse(address.text()))
                            .map(address -> new WsTrustEndpoint(address, version)));
            if (endpoint.isPresent() && (!best.isPresent() || isBetter(endpoint.get(), best.get()))) {
                best = endpoint;
            }
        }
        return best;
    }

    private static boolean isBetter(WsTrustEndpoint one, WsTrustEndpoint other) {
        return one.version().compareTo(other.version()) < 0;
    }

    private Set<String> passwordPolicies() {
        Set<String> references = new HashSet<>();
        for (XmlElement policy : definitions.at(POLICY)) {
            for (PasswordPolicy kind : PasswordPolicy.values()) {
                if (kind.isIn(policy)) {
                    policy.attribute(ID).ifPresent(id -> references.add("#" + id));
                }
            }
        }
        return references;
    }

    private Map<String, WsTrustVersion> passwordBindings(Set<String> policies) {
        Map<String, WsTrustVersion> bindings = new HashMap<>();
        for (XmlElement binding : definitions.at(BINDING)) {
            boolean isForPasswords = binding.at(POLICY_REFERENCE).stream()
                    .anyMatch(reference -> reference
                            .attribute(unqualified("URI"))
                            .filter(policies::contains)
                            .isPresent());
            boolean isOverHttp = binding.at(SOAP_BINDING).stream()
                    .anyMatch(soap -> soap.attribute(unqualified("transport"))
                            .filter(OVER_HTTP::equals)
                            .isPresent());
            if (isForPasswords && isOverHttp) {
                versionOf(binding)
                        .ifPresent(version ->
                                binding.attribute(unqualified("name")).ifPresent(name -> bindings.put(name, version)));
            }
        }
        return bindings;
    }

    private static Optional<WsTrustVersion> versionOf(XmlElement binding) {
        for (XmlElement operation : binding.at(OPERATION, SOAP_OPERATION)) {
            String action = operation.attribute(unqualified("soapAction")).orElse("");
            for (WsTrustVersion version : WsTrustVersion.values()) {
                if (version.issueAction().equals(action)) {
                    return Optional.of(version);
                }
            }
        }
        return Optional.empty();
    }

    private static XmlName unqualified(String name) {
        return new XmlName("", name);
    }

    /** The two ways in which WS-SecurityPolicy asks for user name and password over TLS. */
    private enum PasswordPolicy {
        V1_2("http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702", "SignedEncryptedSupportingTokens"),
        V1_1("http://schemas.xmlsoap.org/ws/2005/07/securitypolicy", "SignedSupportingTokens");

        private final String namespace;
        private final String tokens;

        PasswordPolicy(String namespace, String tokens) {
            this.namespace = namespace;
            this.tokens = tokens;
        }

        boolean isIn(XmlElement policy) {
            return policy.contains(name("TransportBinding"))
                    && !policy.at(
                                    EXACTLY_ONE,
                                    ALL,
                                    name(tokens),
                                    POLICY,
                                    name("UsernameToken"),
                                    POLICY,
                                    name("WssUsernameToken10"))
                            .isEmpty();
        }

        private XmlName name(String local) {
            return new XmlName(namespace, local);
        }
    }
}
