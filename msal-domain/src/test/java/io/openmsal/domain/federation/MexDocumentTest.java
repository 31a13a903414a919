package io.openmsal.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.xml.JdkXmlReader;
import io.openmsal.domain.flow.FederationServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MexDocumentTest {

    private static final String STS = "https://sts.contoso.example/adfs/services/trust";
    private static final String ONLY_13 = FederationServer.metadata(STS + "/13/usernamemixed", "");

    private static Optional<WsTrustEndpoint> endpointIn(String document) throws Exception {
        return new MexDocument(new JdkXmlReader().read(document)).passwordEndpoint();
    }

    @Test
    void theNewerVersionIsChosenWhereverItStands() throws Exception {
        assertThat(endpointIn(FederationServer.metadata(STS + "/13/usernamemixed", STS + "/2005/usernamemixed")))
                .contains(new WsTrustEndpoint(URI.create(STS + "/13/usernamemixed"), WsTrustVersion.V1_3));
    }

    @Test
    void theOlderVersionServesWhereItIsTheOnlyOne() throws Exception {
        assertThat(endpointIn(FederationServer.metadata("", STS + "/2005/usernamemixed")))
                .contains(new WsTrustEndpoint(URI.create(STS + "/2005/usernamemixed"), WsTrustVersion.V2005));
    }

    @Test
    void theFirstOfSeveralIsChosen() throws Exception {
        String document = FederationServer.definitions(
                FederationServer.passwordPolicy("p", "200702"),
                FederationServer.binding("b", "p", "http://docs.oasis-open.org/ws-sx/ws-trust/200512"),
                FederationServer.port("b", "https://one.example/")
                        + FederationServer.port("b", "https://two.example/"));

        assertThat(endpointIn(document))
                .contains(new WsTrustEndpoint(URI.create("https://one.example/"), WsTrustVersion.V1_3));
    }

    @Test
    void addressesThatAreNotProtectedArePassedOver() throws Exception {
        assertThat(endpointIn(FederationServer.metadata(
                        "http://sts.contoso.example/13/", "HTTPS://sts.contoso.example/2005/")))
                .contains(new WsTrustEndpoint(URI.create("HTTPS://sts.contoso.example/2005/"), WsTrustVersion.V2005));
        assertThat(endpointIn(FederationServer.metadata("no address", ""))).isEmpty();
    }

    @Test
    void bindingsThatTakeNoPasswordAreNoneAtAll() throws Exception {
        assertThat(endpointIn(FederationServer.metadata("", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://schemas.xmlsoap.org/soap/http | http://schemas.xmlsoap.org/soap/smtp",
                "http://schemas.xmlsoap.org/wsdl/soap12/ | http://schemas.xmlsoap.org/wsdl/soap/",
                "sp:WssUsernameToken10 | sp:WssUsernameToken11",
                "<sp:TransportBinding/> | <sp:AsymmetricBinding/>",
                "ws-securitypolicy/200702 | ws-securitypolicy/200802",
                "200512/RST/Issue | 200512/RST/Cancel",
                "URI=\"#p13\" | URI=\"#other\"",
                "binding=\"tns:b13\" | binding=\"tns:other\"",
                "wsa10:Address | wsa10:Location",
                "wsdl:port | wsdl:ports"
            })
    void whatDiffersInOneNameIsNotSupported(String right, String other) throws Exception {
        assertThat(ONLY_13).contains(right);
        assertThat(endpointIn(ONLY_13)).isPresent();

        assertThat(endpointIn(ONLY_13.replace(right, other))).isEmpty();
    }

    @Test
    void theRootIsADescriptionOfServices() throws Exception {
        assertThat(new MexDocument(new JdkXmlReader().read(ONLY_13)).isWsdl()).isTrue();
        assertThat(new MexDocument(new JdkXmlReader().read("<definitions/>")).isWsdl())
                .isFalse();
    }
}
