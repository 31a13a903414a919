package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlName;
import io.openmsal.testing.emulator.WireClient.Reply;
import io.openmsal.testing.xml.FakeXmlReader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users whose organization keeps their passwords: user realm, MEX, WS-Trust, and the assertion at the token endpoint. */
class FederatedUserTest {

    private static final MovableClock CLOCK = new MovableClock();
    private static final String FAY = "fay@fabrikam.example";
    private static final String TRUST = "/sts/fabrikam.example/adfs/services/trust";
    private static final String TOKEN = "/fabrikam/oauth2/v2.0/token";

    @RegisterExtension
    static final EmulatorExtension emulator = EmulatorExtension.create(Emulator.builder()
            .clock(CLOCK)
            .federation(EmulatorFederation.of("fabrikam.example"))
            .federation(EmulatorFederation.of("tailspin.example")
                    .withoutMetadata()
                    .withoutWsTrust13()
                    .withSaml2())
            .user(EmulatorUser.named(FAY).withPassword("fay & <password>"))
            .user(EmulatorUser.named("tim@tailspin.example").withPassword("tim-password"))
            .user(EmulatorUser.personal("alan@live.example")));

    private WireClient client;

    @BeforeEach
    void connect() {
        client = new WireClient(emulator.get());
        emulator.get().consent(FAY, emulator.get().defaultPublicClientId(), "User.Read");
    }

    private String message(WsTrustDialect dialect, String to, String password) {
        return "<s:Envelope xmlns:s='" + SoapMessage.SOAP + "' xmlns:a='" + SoapMessage.ADDRESSING + "'><s:Header>"
                + "<a:Action>" + dialect.issueAction() + "</a:Action><a:MessageID>urn:uuid:1</a:MessageID><a:To>"
                + emulator.get().baseUri() + to + "</a:To><o:Security xmlns:o='" + SoapMessage.SECURITY
                + "' xmlns:u='" + SoapMessage.SECURITY_UTILITY + "'><u:Timestamp><u:Created>"
                + CLOCK.instant().truncatedTo(ChronoUnit.SECONDS) + "</u:Created><u:Expires>"
                + CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(600)
                + "</u:Expires></u:Timestamp><o:UsernameToken><o:Username>" + FAY + "</o:Username><o:Password>"
                + password
                + "</o:Password></o:UsernameToken></o:Security></s:Header><s:Body><t:RequestSecurityToken xmlns:t='"
                + dialect.namespace() + "'><p:AppliesTo xmlns:p='" + SoapMessage.POLICY
                + "'><a:EndpointReference><a:Address>urn:federation:MicrosoftOnline</a:Address></a:EndpointReference>"
                + "</p:AppliesTo><t:KeyType>" + dialect.keyType() + "</t:KeyType><t:RequestType>" + dialect.namespace()
                + "/Issue</t:RequestType></t:RequestSecurityToken></s:Body></s:Envelope>";
    }

    private String rightMessage() {
        return message(WsTrustDialect.V13, TRUST + "/13/usernamemixed", "fay &amp; &lt;password&gt;");
    }

    private Reply send(WsTrustDialect dialect, String path, String message) throws Exception {
        return client.send(client.request(path)
                .header("Content-Type", "application/soap+xml; charset=utf-8")
                .header("SOAPAction", dialect.issueAction())
                .POST(HttpRequest.BodyPublishers.ofString(message)));
    }

    private Reply send(String message) throws Exception {
        return send(WsTrustDialect.V13, TRUST + "/13/usernamemixed", message);
    }

    private static String assertionIn(Reply reply, WsTrustDialect dialect, XmlName... around) throws Exception {
        XmlElement body =
                new FakeXmlReader().read(reply.body()).at(SoapMessage.BODY).get(0);
        for (XmlName step : around) {
            body = body.at(step).get(0);
        }
        return body.at(dialect.name("RequestSecurityTokenResponse"), dialect.name("RequestedSecurityToken"))
                .get(0)
                .children()
                .get(0)
                .markup();
    }

    private String assertion() throws Exception {
        return assertionIn(
                send(rightMessage()),
                WsTrustDialect.V13,
                WsTrustDialect.V13.name("RequestSecurityTokenResponseCollection"));
    }

    private Reply redeem(String assertion) throws Exception {
        return client.post(
                TOKEN,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:saml1_1-bearer",
                        "client_id",
                        emulator.get().defaultPublicClientId(),
                        "scope",
                        "User.Read openid",
                        "assertion",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(assertion.getBytes(StandardCharsets.UTF_8))));
    }

    @Nested
    class UserRealm {

        @ParameterizedTest
        @CsvSource({
            "ada%40contoso.example,Managed",
            "nobody%40contoso.example,Managed",
            "FAY%40Fabrikam.example,Federated",
            "nobody%40fabrikam.example,Federated",
            "alan%40live.example,Unknown",
            "ada%40nowhere.example,Unknown",
            "ada,Unknown"
        })
        void tellsWhoKeepsThePassword(String name, String type) throws Exception {
            assertThat(client.get("/common/userrealm/" + name + "?api-version=1.0")
                            .text("account_type"))
                    .isEqualTo(type);
        }

        @Test
        void namesTheServerOfTheOrganization() throws Exception {
            Reply fay = client.get("/common/userrealm/fay%40fabrikam.example?api-version=1.0");
            Reply tim = client.get("/common/userrealm/tim%40tailspin.example?api-version=1.0");

            assertThat(fay.text("federation_metadata_url"))
                    .isEqualTo(client.uri(TRUST + "/mex").toString());
            assertThat(fay.text("cloud_audience_urn")).isEqualTo("urn:federation:MicrosoftOnline");
            assertThat(tim.json().has("federation_metadata_url")).isFalse();
            assertThat(tim.text("federation_active_auth_url")).endsWith("/2005/usernamemixed");
        }

        @Test
        void hasOneVersion() throws Exception {
            assertThat(client.get("/common/userrealm/ada?api-version=9").aadsts())
                    .isEqualTo(90023);
            assertThat(client.get("/common/userrealm/ada").aadsts()).isEqualTo(900144);
        }
    }

    @Nested
    class Metadata {

        @Test
        void describesWhatTheServerSpeaks() throws Exception {
            Reply reply = client.get(TRUST + "/mex");

            assertThat(reply.header("content-type")).startsWith("application/soap+xml");
            assertThat(new FakeXmlReader().read(reply.body()).name())
                    .isEqualTo(new XmlName("http://schemas.xmlsoap.org/wsdl/", "definitions"));
            assertThat(reply.body())
                    .contains(client.uri(TRUST + "/13/usernamemixed") + "<")
                    .contains(client.uri(TRUST + "/2005/usernamemixed") + "<");
        }

        @Test
        void isMissingWhereItIsNotPublished() throws Exception {
            assertThat(client.get("/sts/tailspin.example/adfs/services/trust/mex")
                            .status())
                    .isEqualTo(404);
            assertThat(client.get("/sts/nowhere.example/adfs/services/trust/mex")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class WsTrust {

        @Test
        void anAssertionIsIssuedForTheRightPassword() throws Exception {
            assertThat(assertion()).contains(">" + FAY + "<", "http://sts.fabrikam.example/adfs/services/trust");
        }

        @Test
        void theOlderVersionIsSpokenToo() throws Exception {
            String path = TRUST + "/2005/usernamemixed";

            Reply reply =
                    send(WsTrustDialect.V2005, path, message(WsTrustDialect.V2005, path, "fay &amp; &lt;password&gt;"));

            assertThat(assertionIn(reply, WsTrustDialect.V2005)).contains(FAY);
        }

        @Test
        void aWrongPasswordIsAFault() throws Exception {
            Reply reply = send(rightMessage().replace("fay &amp;", "guessed"));

            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).contains("FailedAuthentication", "ID3242");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "urn:federation:MicrosoftOnline | urn:other",
                    "/13/usernamemixed</a:To> | /2005/usernamemixed</a:To>",
                    "/RST/Issue</a:Action> | /RST/Cancel</a:Action>",
                    "/Bearer</t:KeyType> | /SymmetricKey</t:KeyType>",
                    "urn:uuid:1 | 1",
                    "u:Created | u:Made",
                    "http://www.w3.org/2003/05/soap-envelope | http://schemas.xmlsoap.org/soap/envelope/",
                    "http://docs.oasis-open.org/ws-sx/ws-trust/200512' | http://schemas.xmlsoap.org/ws/2005/02/trust'",
                    "<s:Header> | <s:Header><!-- ",
                    "<o:Username> | <o:Username>x</o:Username><o:Username>"
                })
        void aMessageThatIsWrongInOnePlaceIsAFault(String right, String wrong) throws Exception {
            assertThat(rightMessage()).contains(right);

            Reply reply = send(rightMessage().replace(right, wrong));

            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).contains("InvalidRequest");
        }

        @Test
        void anOldMessageIsAFault() throws Exception {
            String message = rightMessage();
            CLOCK.advance(Duration.ofMinutes(16));

            assertThat(send(message).body()).contains("MessageExpired");
        }

        @Test
        void aVersionThatIsSwitchedOffIsAFault() throws Exception {
            String path = "/sts/tailspin.example/adfs/services/trust/13/usernamemixed";

            assertThat(send(WsTrustDialect.V13, path, message(WsTrustDialect.V13, path, "tim-password"))
                            .body())
                    .contains("switched off");
        }
    }

    @Nested
    class Assertion {

        @Test
        void isGoodForTokensOnce() throws Exception {
            String assertion = assertion();

            Reply reply = redeem(assertion);

            assertThat(Jwts.verified(emulator.get(), reply.text("access_token"))
                            .getStringClaimValue("preferred_username"))
                    .isEqualTo(FAY);
            assertThat(redeem(assertion).aadsts()).isEqualTo(50013);
        }

        @Test
        void isRefusedWhenItWasChangedOrUnsigned() throws Exception {
            String assertion = assertion();

            assertThat(redeem(assertion.replace(FAY, "ada@contoso.example")).aadsts())
                    .isEqualTo(50013);
            assertThat(redeem(assertion.replaceAll("(?s)<(\\w+:)?Signature.*Signature>", ""))
                            .aadsts())
                    .isEqualTo(50013);
            assertThat(redeem(assertion.replace("saml:", "ns0:").replace("xmlns:saml", "xmlns:ns0"))
                            .aadsts())
                    .isEqualTo(50013);
            assertThat(redeem("<!DOCTYPE a><a/>").aadsts()).isEqualTo(50013);
        }

        @Test
        void isRefusedAfterItsTime() throws Exception {
            String assertion = assertion();
            CLOCK.advance(Duration.ofHours(1));

            assertThat(redeem(assertion).aadsts()).isEqualTo(500133);
        }

        @Test
        void standsInForThePasswordWhichEntraDoesNotTake() throws Exception {
            Reply reply = client.post(
                    TOKEN,
                    Map.of(
                            "grant_type",
                            "password",
                            "client_id",
                            emulator.get().defaultPublicClientId(),
                            "username",
                            FAY,
                            "password",
                            "fay & <password>",
                            "scope",
                            "User.Read openid"));

            assertThat(reply.aadsts()).isEqualTo(50126);
        }
    }
}
