package io.openmsal.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.xml.JdkXmlReader;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlName;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WsTrustRequestTest {

    private static final URI ADDRESS = URI.create("https://sts.contoso.example/trust?a=1&b=2");
    private static final XmlName HEADER = new XmlName(Soap.ENVELOPE_NAMESPACE, "Header");
    private static final XmlName SECURITY = new XmlName(Soap.SECURITY, "Security");
    private static final XmlName USER = new XmlName(Soap.SECURITY, "UsernameToken");

    private static XmlElement written(WsTrustVersion version, String username, String password) throws Exception {
        String envelope = new WsTrustRequest(
                        new WsTrustEndpoint(ADDRESS, version),
                        username,
                        Secret.of(password),
                        "urn:federation:Contoso",
                        "id-1",
                        Instant.parse("2026-01-02T03:04:05.678Z"))
                .envelope();
        return new JdkXmlReader().read(envelope);
    }

    private static String text(XmlElement envelope, XmlName... path) {
        assertThat(envelope.at(path)).hasSize(1);
        return envelope.at(path).get(0).text();
    }

    private static XmlName addressing(String local) {
        return new XmlName(Soap.ADDRESSING, local);
    }

    private static XmlName utility(String local) {
        return new XmlName(Soap.SECURITY_UTILITY, local);
    }

    @ParameterizedTest
    @EnumSource
    void asksForATokenOfTheAuthorityThatWhoeverHoldsItMayPresent(WsTrustVersion version) throws Exception {
        XmlElement envelope = written(version, "ada", "password");

        XmlName request = version.name("RequestSecurityToken");
        assertThat(text(envelope, Soap.BODY, request, version.name("RequestType")))
                .isEqualTo(version.namespace() + "/Issue");
        assertThat(text(envelope, Soap.BODY, request, version.name("KeyType"))).isEqualTo(version.keyType());
        assertThat(text(
                        envelope,
                        Soap.BODY,
                        request,
                        new XmlName(Soap.POLICY, "AppliesTo"),
                        addressing("EndpointReference"),
                        addressing("Address")))
                .isEqualTo("urn:federation:Contoso");
        assertThat(text(envelope, HEADER, addressing("Action"))).isEqualTo(version.namespace() + "/RST/Issue");
        assertThat(text(envelope, HEADER, addressing("To"))).isEqualTo(ADDRESS.toString());
        assertThat(text(envelope, HEADER, addressing("MessageID"))).isEqualTo("urn:uuid:id-1");
    }

    @Test
    void isGoodForTenMinutes() throws Exception {
        XmlElement envelope = written(WsTrustVersion.V1_3, "ada", "password");

        assertThat(text(envelope, HEADER, SECURITY, utility("Timestamp"), utility("Created")))
                .isEqualTo("2026-01-02T03:04:05Z");
        assertThat(text(envelope, HEADER, SECURITY, utility("Timestamp"), utility("Expires")))
                .isEqualTo("2026-01-02T03:14:05Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "</wsse:Password><wsse:Password>",
                "<!-- &amp; ]]> -->",
                "a&b<c>d\"e'f",
                "tab\tline\nend\r\r\n",
                " spaces ",
                "\u00e9\u20ac\uD83D\uDE00\uFFFD"
            })
    void whatWasTypedArrivesAsItWasTyped(String typed) throws Exception {
        XmlElement envelope = written(WsTrustVersion.V2005, typed, typed);

        assertThat(text(envelope, HEADER, SECURITY, USER, new XmlName(Soap.SECURITY, "Username")))
                .isEqualTo(typed);
        assertThat(text(envelope, HEADER, SECURITY, USER, new XmlName(Soap.SECURITY, "Password")))
                .isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary\u0000", "canary\u001b", "canary\uD83D", "\uDE00canary", "canary\uFFFE"})
    void whatXmlCannotCarryIsRefused(String typed) {
        assertThatThrownBy(() -> written(WsTrustVersion.V1_3, "ada", typed))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageStartingWith("The password has")
                .message()
                .doesNotContain("canary");
        assertThatThrownBy(() -> written(WsTrustVersion.V1_3, typed, "password"))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageStartingWith("The user name has");
    }

    @Test
    void doesNotPrintThePassword() {
        assertThat(new WsTrustRequest(
                        new WsTrustEndpoint(ADDRESS, WsTrustVersion.V1_3),
                        "ada",
                        Secret.of("canary"),
                        "urn:a",
                        "id-1",
                        Instant.EPOCH))
                .asString()
                .doesNotContain("canary");
    }
}
