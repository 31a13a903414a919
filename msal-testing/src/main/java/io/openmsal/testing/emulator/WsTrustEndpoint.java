package io.openmsal.testing.emulator;

import io.openmsal.port.xml.MalformedXmlException;
import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlName;
import io.openmsal.testing.xml.FakeXmlReader;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trades a sign-in name and a password for a SAML assertion, as the {@code usernamemixed} endpoints of AD FS do (WS-Trust 1.3
 * and 2005). Every part of the message that a real server would look at is looked at.
 */
final class WsTrustEndpoint implements Endpoint {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final XmlName TIMESTAMP = utility("Timestamp");
    private static final XmlName USERNAME_TOKEN = security("UsernameToken");

    private final URI base;
    private final Directory directory;
    private final SamlAssertions assertions;

    WsTrustEndpoint(URI base, Directory directory, SamlAssertions assertions) {
        this.base = base;
        this.directory = directory;
        this.assertions = assertions;
    }

    /** What is wrong with a message. */
    private static final class Fault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        Fault(String code, String reason) {
            super(reason, null, false, false);
            this.code = code;
        }

        static Fault invalid(String reason) {
            return new Fault("InvalidRequest", reason);
        }
    }

    @Override
    public Answer serve(Call call) {
        EmulatorFederation federation = directory.federationAt(call.request().path());
        try {
            return SoapMessage.answer(200, issue(call, federation));
        } catch (Fault fault) {
            return SoapMessage.fault(fault.code, String.valueOf(fault.getMessage()));
        }
    }

    private String issue(Call call, EmulatorFederation federation) {
        WsTrustDialect dialect = dialectOf(call, federation);
        XmlElement envelope = envelopeOf(call);
        checkAddressing(call, dialect, envelope);
        checkTimes(call.now(), envelope);
        checkRequest(dialect, envelope);
        EmulatorUser user = userOf(federation, envelope);
        SamlAssertions.Issued issued = assertions.issue(federation, user, call.now());
        return dialect.enclosed("<t:RequestSecurityTokenResponse xmlns:t=\"" + dialect.namespace() + "\">"
                + "<t:Lifetime/><t:RequestedSecurityToken>" + issued.assertion() + "</t:RequestedSecurityToken>"
                + "<t:TokenType>" + issued.tokenType() + "</t:TokenType>"
                + "<t:KeyType>" + dialect.keyType() + "</t:KeyType></t:RequestSecurityTokenResponse>");
    }

    private static WsTrustDialect dialectOf(Call call, EmulatorFederation federation) {
        for (WsTrustDialect dialect : WsTrustDialect.values()) {
            if (call.request().path().endsWith(dialect.path()) && federation.speaks(dialect)) {
                return dialect;
            }
        }
        throw Fault.invalid("This endpoint is switched off.");
    }

    private static XmlElement envelopeOf(Call call) {
        String type = call.request().header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!call.request().isPost() || !type.startsWith("application/soap+xml")) {
            throw Fault.invalid("Only a POST of application/soap+xml is taken.");
        }
        try {
            XmlElement envelope = new FakeXmlReader().read(call.request().body());
            if (!envelope.name().equals(SoapMessage.ENVELOPE)) {
                throw Fault.invalid("The message is no envelope of SOAP 1.2.");
            }
            return envelope;
        } catch (MalformedXmlException malformed) {
            throw Fault.invalid("The message is not well-formed.");
        }
    }

    private void checkAddressing(Call call, WsTrustDialect dialect, XmlElement envelope) {
        String action = only(envelope, SoapMessage.HEADER, addressing("Action"));
        String to = only(envelope, SoapMessage.HEADER, addressing("To"));
        if (!action.equals(dialect.issueAction())
                || !call.request().header("soapaction").equals(Optional.of(action))) {
            throw Fault.invalid("The action is not the one of this endpoint.");
        }
        if (!to.equals(base + call.request().path())) {
            throw Fault.invalid("The message is addressed to another endpoint.");
        }
        if (!only(envelope, SoapMessage.HEADER, addressing("MessageID")).startsWith("urn:uuid:")) {
            throw Fault.invalid("The message has no id.");
        }
    }

    private static void checkTimes(Instant now, XmlElement envelope) {
        try {
            Instant created = Instant.parse(
                    only(envelope, SoapMessage.HEADER, security("Security"), TIMESTAMP, utility("Created")));
            Instant expires = Instant.parse(
                    only(envelope, SoapMessage.HEADER, security("Security"), TIMESTAMP, utility("Expires")));
            if (created.isAfter(now.plus(CLOCK_SKEW)) || !now.isBefore(expires.plus(CLOCK_SKEW))) {
                throw new Fault("MessageExpired", "The message is not within its time.");
            }
        } catch (DateTimeException noTime) {
            throw Fault.invalid("The message has no timestamp.");
        }
    }

    private static void checkRequest(WsTrustDialect dialect, XmlElement envelope) {
        XmlName request = dialect.name("RequestSecurityToken");
        String type = only(envelope, SoapMessage.BODY, request, dialect.name("RequestType"));
        String key = only(envelope, SoapMessage.BODY, request, dialect.name("KeyType"));
        String audience = only(
                envelope,
                SoapMessage.BODY,
                request,
                new XmlName(SoapMessage.POLICY, "AppliesTo"),
                addressing("EndpointReference"),
                addressing("Address"));
        if (!type.equals(dialect.namespace() + "/Issue") || !key.equals(dialect.keyType())) {
            throw Fault.invalid("Only bearer tokens are issued here.");
        }
        if (!audience.equals(UserRealmEndpoint.AUDIENCE)) {
            throw Fault.invalid("MSIS3020: The relying party trust with the given identifier could not be located.");
        }
    }

    private EmulatorUser userOf(EmulatorFederation federation, XmlElement envelope) {
        String username =
                only(envelope, SoapMessage.HEADER, security("Security"), USERNAME_TOKEN, security("Username"));
        String password =
                only(envelope, SoapMessage.HEADER, security("Security"), USERNAME_TOKEN, security("Password"));
        return directory
                .user(username)
                .filter(user -> directory.federationOf(user.username()).equals(Optional.of(federation)))
                .filter(user -> user.acceptsPassword(password))
                .orElseThrow(() -> new Fault(
                        "FailedAuthentication",
                        "ID3242: The security token could not be authenticated or authorized."));
    }

    private static String only(XmlElement envelope, XmlName... path) {
        List<XmlElement> found = envelope.at(path);
        if (found.size() != 1) {
            throw Fault.invalid("The message has " + found.size() + " of " + path[path.length - 1].local() + ".");
        }
        return found.get(0).text();
    }

    private static XmlName addressing(String local) {
        return new XmlName(SoapMessage.ADDRESSING, local);
    }

    private static XmlName security(String local) {
        return new XmlName(SoapMessage.SECURITY, local);
    }

    private static XmlName utility(String local) {
        return new XmlName(SoapMessage.SECURITY_UTILITY, local);
    }
}
