package io.openmsal.testing.emulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The two versions of SAML that AD FS issues: how they say who somebody is. */
enum SamlDialect {
    V11("urn:ietf:params:oauth:grant-type:saml1_1-bearer", "urn:oasis:names:tc:SAML:1.0:assertion", "AssertionID") {
        @Override
        String write(Statement statement) {
            return "<saml:Assertion MajorVersion=\"1\" MinorVersion=\"1\" AssertionID=\"" + statement.id()
                    + "\" Issuer=\"" + statement.issuer() + "\" IssueInstant=\"" + statement.from()
                    + "\" xmlns:saml=\"" + namespace() + "\"><saml:Conditions NotBefore=\"" + statement.from()
                    + "\" NotOnOrAfter=\"" + statement.until() + "\"><saml:AudienceRestrictionCondition><saml:Audience>"
                    + statement.audience() + "</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions>"
                    + "<saml:AttributeStatement><saml:Attribute AttributeName=\"UPN\""
                    + " AttributeNamespace=\"http://schemas.xmlsoap.org/claims\"><saml:AttributeValue>"
                    + escaped(statement.username())
                    + "</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>";
        }

        @Override
        String issuer(Element assertion) {
            return assertion.getAttribute("Issuer");
        }
    },
    V2("urn:ietf:params:oauth:grant-type:saml2-bearer", "urn:oasis:names:tc:SAML:2.0:assertion", "ID") {
        @Override
        String write(Statement statement) {
            return "<Assertion ID=\"" + statement.id() + "\" IssueInstant=\"" + statement.from()
                    + "\" Version=\"2.0\" xmlns=\"" + namespace() + "\"><Issuer>" + statement.issuer() + "</Issuer>"
                    + "<Conditions NotBefore=\"" + statement.from() + "\" NotOnOrAfter=\"" + statement.until()
                    + "\"><AudienceRestriction><Audience>" + statement.audience()
                    + "</Audience></AudienceRestriction></Conditions><AttributeStatement>"
                    + "<Attribute Name=\"http://schemas.xmlsoap.org/claims/UPN\"><AttributeValue>"
                    + escaped(statement.username())
                    + "</AttributeValue></Attribute></AttributeStatement></Assertion>";
        }

        @Override
        String issuer(Element assertion) {
            return text(assertion, "Issuer");
        }
    };

    private final String grantType;
    private final String namespace;
    private final String idAttribute;

    SamlDialect(String grantType, String namespace, String idAttribute) {
        this.grantType = grantType;
        this.namespace = namespace;
        this.idAttribute = idAttribute;
    }

    /** What an assertion says: who vouches for whom, towards whom, and for how long. */
    record Statement(String id, String issuer, String audience, String username, Instant from, Instant until) {}

    abstract String write(Statement statement);

    abstract String issuer(Element assertion);

    Optional<Statement> read(Element assertion) {
        NodeList conditions = assertion.getElementsByTagNameNS(namespace, "Conditions");
        if (!(conditions.item(0) instanceof Element condition)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Statement(
                    assertion.getAttribute(idAttribute),
                    issuer(assertion),
                    text(assertion, "Audience"),
                    text(assertion, "AttributeValue"),
                    Instant.parse(condition.getAttribute("NotBefore")),
                    Instant.parse(condition.getAttribute("NotOnOrAfter"))));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    boolean isRoot(Element element) {
        return namespace.equals(element.getNamespaceURI()) && "Assertion".equals(element.getLocalName());
    }

    String grantType() {
        return grantType;
    }

    String namespace() {
        return namespace;
    }

    String idAttribute() {
        return idAttribute;
    }

    String text(Element assertion, String local) {
        NodeList found = assertion.getElementsByTagNameNS(namespace, local);
        return found.getLength() == 1 ? found.item(0).getTextContent() : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
