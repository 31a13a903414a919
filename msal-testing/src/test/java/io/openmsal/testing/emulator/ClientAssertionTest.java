package io.openmsal.testing.emulator;

import static io.openmsal.testing.emulator.WireClient.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.WireClient.Reply;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAssertionTest {

    private static final MovableClock CLOCK = new MovableClock();
    private static final String TOKEN = "/contoso/oauth2/v2.0/token";
    private static final String APP = "daemon";

    @RegisterExtension
    static final EmulatorExtension emulator =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private static SigningCertificate registered;
    private static SigningCertificate stranger;

    private WireClient client;

    @BeforeAll
    static void makeKeys() throws Exception {
        registered = SigningCertificate.make("daemon");
        stranger = SigningCertificate.make("stranger");
    }

    @BeforeEach
    void register() {
        client = new WireClient(emulator.get());
        emulator.get().add(EmulatorApp.of(APP).withCertificate(registered.certificate()));
    }

    private JwtClaims claims() {
        long now = CLOCK.instant().getEpochSecond();
        var claims = new JwtClaims();
        claims.setIssuer(APP);
        claims.setSubject(APP);
        claims.setAudience(emulator.get().authority("contoso") + "/oauth2/v2.0/token");
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setNotBefore(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 600));
        return claims;
    }

    private static String signed(
            JwtClaims claims, SigningCertificate with, String algorithm, Consumer<JsonWebSignature> naming)
            throws Exception {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(with.key().getPrivate());
        signature.setPayload(claims.toJson());
        naming.accept(signature);
        return signature.getCompactSerialization();
    }

    private String assertion(JwtClaims claims) throws Exception {
        String thumbprint = registered.thumbprint("SHA-256");
        return signed(claims, registered, "PS256", jws -> jws.setHeader("x5t#S256", thumbprint));
    }

    private Reply send(String assertion) throws Exception {
        return client.post(
                TOKEN,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        APP,
                        "scope",
                        "https://graph.microsoft.com/.default",
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        assertion));
    }

    @Test
    void aSha256ThumbprintAndPs256AreAccepted() throws Exception {
        assertThat(send(assertion(claims())).status()).isEqualTo(200);
    }

    @Test
    void aSha1ThumbprintAndRs256AreAccepted() throws Exception {
        String thumbprint = registered.thumbprint("SHA-1");

        assertThat(send(signed(claims(), registered, "RS256", jws -> jws.setHeader("x5t", thumbprint)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCertificateChainIsAccepted() throws Exception {
        String encoded =
                Base64.getEncoder().encodeToString(registered.certificate().getEncoded());

        assertThat(send(signed(
                                claims(),
                                registered,
                                "RS256",
                                jws -> jws.getHeaders().setObjectHeaderValue("x5c", List.of(encoded))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theIssuerIsAnAudienceToo() throws Exception {
        JwtClaims claims = claims();
        claims.setAudience(emulator.get().issuer("contoso"));

        assertThat(send(assertion(claims)).status()).isEqualTo(200);
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        String thumbprint = stranger.thumbprint("SHA-256");
        Reply reply = send(signed(claims(), stranger, "PS256", jws -> jws.setHeader("x5t#S256", thumbprint)));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.aadsts()).isEqualTo(700027);
        assertThat(reply.text("error_description")).contains("The key was not found");
    }

    @Test
    void aSignatureOfAnotherKeyIsRefused() throws Exception {
        String borrowed = registered.thumbprint("SHA-256");

        assertThat(send(signed(claims(), stranger, "PS256", jws -> jws.setHeader("x5t#S256", borrowed)))
                        .aadsts())
                .isEqualTo(700027);
    }

    @Test
    void theSameAssertionTwiceIsRefused() throws Exception {
        String assertion = assertion(claims());
        send(assertion);

        assertThat(send(assertion).aadsts()).isEqualTo(50013);
    }

    @Test
    void anotherAudienceIsRefused() throws Exception {
        JwtClaims claims = claims();
        claims.setAudience("https://login.example/token");

        assertThat(send(assertion(claims)).aadsts()).isEqualTo(700023);
    }

    @Test
    void anotherSubjectIsRefused() throws Exception {
        JwtClaims claims = claims();
        claims.setSubject("someone-else");

        assertThat(send(assertion(claims)).aadsts()).isEqualTo(700021);
    }

    @ParameterizedTest
    @CsvSource({"-301", "-3600", "90000"})
    void anExpiryOutsideOfTheWindowIsRefused(long secondsFromNow) throws Exception {
        JwtClaims claims = claims();
        claims.setExpirationTime(NumericDate.fromSeconds(CLOCK.instant().getEpochSecond() + secondsFromNow));

        assertThat(send(assertion(claims)).aadsts()).isEqualTo(700024);
    }

    @Test
    void aStartInTheFutureIsRefused() throws Exception {
        JwtClaims claims = claims();
        claims.setNotBefore(NumericDate.fromSeconds(CLOCK.instant().getEpochSecond() + 301));

        assertThat(send(assertion(claims)).aadsts()).isEqualTo(700024);
    }

    @Test
    void whatIsNoJwtIsRefused() throws Exception {
        assertThat(send("not.a.jwt").aadsts()).isEqualTo(50013);
    }

    @Test
    void aSecretIsNoUseToAnApplicationWithACertificate() throws Exception {
        var form = with(client.clientCredentials(), "client_id", APP);

        assertThat(client.post(TOKEN, form).aadsts()).isEqualTo(7000215);
    }

    @Test
    void twoWaysAtOnceAreRefused() throws Exception {
        var form = with(
                with(client.clientCredentials(), "client_assertion", assertion(claims())),
                "client_assertion_type",
                ClientAssertions.TYPE);

        assertThat(client.post(TOKEN, form).aadsts()).isEqualTo(9002313);
    }
}
