package io.openmsal.testing.emulator;

import io.openmsal.testing.emulator.SamlDialect.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Element;

/** The assertions that federation servers make and the token endpoint believes: once, in their time, from their issuer. */
final class SamlAssertions {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Directory directory;
    private final XmlSigner signer = new XmlSigner();
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    SamlAssertions(Directory directory) {
        this.directory = directory;
    }

    /** An assertion and what it is called in WS-Trust. */
    record Issued(String assertion, String tokenType) {}

    Issued issue(EmulatorFederation federation, EmulatorUser user, Instant now) {
        SamlDialect dialect = federation.issuesSaml2() ? SamlDialect.V2 : SamlDialect.V11;
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        String unsigned = dialect.write(new Statement(
                "_" + UUID.randomUUID(),
                federation.issuer(),
                UserRealmEndpoint.AUDIENCE,
                user.username(),
                from,
                from.plus(LIFETIME)));
        return new Issued(signer.sign(unsigned, dialect.idAttribute()), dialect.namespace());
    }

    /** The user whom an assertion is about, or the refusal Entra would give. */
    EmulatorUser redeem(Call call, SamlDialect dialect, String assertion) {
        Element verified = signer.verified(assertion, dialect.idAttribute())
                .filter(dialect::isRoot)
                .orElseThrow(Refusal::userAssertionInvalid);
        Statement statement = dialect.read(verified).orElseThrow(Refusal::userAssertionInvalid);
        if (call.now().isBefore(statement.from()) || !call.now().isBefore(statement.until())) {
            throw Refusal.userAssertionExpired();
        }
        if (!statement.audience().equals(UserRealmEndpoint.AUDIENCE)) {
            throw Refusal.userAssertionAudience();
        }
        Optional<String> issuer = directory.federationOf(statement.username()).map(EmulatorFederation::issuer);
        boolean isReplay = seen.putIfAbsent(statement.id(), call.now()) != null;
        if (!issuer.equals(Optional.of(statement.issuer())) || isReplay) {
            throw Refusal.userAssertionInvalid();
        }
        return directory.userOf(call.realm(), statement.username());
    }

    void clear() {
        seen.clear();
    }
}
