package io.openmsal.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.xml.JdkXmlReader;
import io.openmsal.domain.flow.FederationServer;
import io.openmsal.domain.oauth.SamlAssertionGrant;
import io.openmsal.domain.oauth.SamlVersion;
import io.openmsal.port.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WsTrustResponseTest {

    private static final String GOOD = FederationServer.response13(FederationServer.SAML_2_0);

    private static Optional<SamlAssertionGrant> assertionIn(String answer, WsTrustVersion version) throws Exception {
        return new WsTrustResponse(new JdkXmlReader().read(answer), version).assertion();
    }

    private static Optional<String> faultIn(String answer) throws Exception {
        return new WsTrustResponse(new JdkXmlReader().read(answer), WsTrustVersion.V1_3)
                .fault()
                .map(WsTrustFault::text);
    }

    @Test
    void theAssertionIsWhatItsIssuerWroteToTheLastCharacter() throws Exception {
        assertThat(assertionIn(FederationServer.response2005(FederationServer.SAML_1_1), WsTrustVersion.V2005))
                .contains(new SamlAssertionGrant(SamlVersion.SAML_1_1, Secret.of(FederationServer.SAML_1_1)));
        assertThat(assertionIn(GOOD, WsTrustVersion.V1_3))
                .contains(new SamlAssertionGrant(SamlVersion.SAML_2_0, Secret.of(FederationServer.SAML_2_0)));
    }

    @Test
    void theTypeMayBeNamedByTheTokenProfile() throws Exception {
        String profile = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0";

        assertThat(assertionIn(
                        GOOD.replace(">urn:oasis:names:tc:SAML:2.0:assertion<", ">\n" + profile + "\n<"),
                        WsTrustVersion.V1_3))
                .isPresent();
    }

    @Test
    void twoAssertionsAreNone() throws Exception {
        String two = FederationServer.response13(FederationServer.SAML_2_0, FederationServer.SAML_2_0);
        String twoInOne = GOOD.replace(FederationServer.SAML_2_0, FederationServer.SAML_2_0.repeat(2));

        assertThat(assertionIn(two, WsTrustVersion.V1_3)).isEmpty();
        assertThat(assertionIn(twoInOne, WsTrustVersion.V1_3)).isEmpty();
    }

    @Test
    void noAssertionIsNone() throws Exception {
        assertThat(assertionIn(FederationServer.response13(), WsTrustVersion.V1_3))
                .isEmpty();
        assertThat(assertionIn(GOOD.replace(FederationServer.SAML_2_0, ""), WsTrustVersion.V1_3))
                .isEmpty();
        assertThat(assertionIn(GOOD.replace(FederationServer.SAML_2_0, "<!-- -->text"), WsTrustVersion.V1_3))
                .isEmpty();
        assertThat(assertionIn(FederationServer.envelope(""), WsTrustVersion.V1_3))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://www.w3.org/2003/05/soap-envelope | http://schemas.xmlsoap.org/soap/envelope/",
                "http://docs.oasis-open.org/ws-sx/ws-trust/200512 | http://schemas.xmlsoap.org/ws/2005/02/trust",
                "xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\" | xmlns=\"urn:oasis:names:tc:SAML:1.0:assertion\"",
                "xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\" | xmlns=\"urn:other\"",
                ">urn:oasis:names:tc:SAML:2.0:assertion< | >urn:oasis:names:tc:SAML:1.0:assertion<",
                ">urn:oasis:names:tc:SAML:2.0:assertion< | >urn:ietf:params:oauth:token-type:jwt<",
                "TokenType | TokenTypes",
                "Assertion | EncryptedAssertion"
            })
    void anotherNamespaceOrNameIsAnotherThing(String right, String wrong) throws Exception {
        assertThat(GOOD).contains(right);

        assertThat(assertionIn(GOOD.replace(right, wrong), WsTrustVersion.V1_3)).isEmpty();
    }

    @Test
    void aFaultIsItsCodeAndItsReason() throws Exception {
        assertThat(faultIn(FederationServer.fault("a:FailedAuthentication", " ID3242: No. ")))
                .contains("FailedAuthentication: ID3242: No.");
        assertThat(faultIn(FederationServer.fault("", "No."))).contains("No.");
        assertThat(faultIn(FederationServer.fault("a:RequestFailed", ""))).contains("RequestFailed");
        assertThat(faultIn(FederationServer.envelope("<s:Fault/>"))).contains("");
        assertThat(faultIn(GOOD)).isEmpty();
    }
}
