package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.Adapters;
import io.openmsal.TokenValidator;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import io.openmsal.testing.validation.FakeIssuer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs the code of the guide to validating tokens. */
class ValidatingTokensGuideTest {

    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String OTHER = "99999999-2222-3333-4444-555555555555";

    private final TestClock clock = new TestClock();

    private Adapters adapters(FakeIssuer issuer) {
        return Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                .withClock(clock, new FakeSleeper(clock))
                .withTransport(issuer);
    }

    @Test
    void anApiAnswersWhoMayCallAndWhoMayNot() {
        FakeIssuer entra = new FakeIssuer("https://login.microsoftonline.com/" + TENANT + "/v2.0", clock);
        TokenValidator validator = ValidatingTokensGuide.oneTenant(TENANT, adapters(entra));
        Secret token = entra.token("api://orders").with("scp", "Orders.Read").signed();

        assertThat(ValidatingTokensGuide.answer(validator, "Bearer " + token.reveal(), "Orders.Read"))
                .isEqualTo(200);
        assertThat(ValidatingTokensGuide.answer(validator, "Bearer " + token.reveal(), "Orders.Write"))
                .isEqualTo(403);
        assertThat(ValidatingTokensGuide.answer(validator, "bearer  " + token.reveal(), "Orders.Read"))
                .isEqualTo(200);
        assertThat(ValidatingTokensGuide.answer(validator, "Basic YTpi", "Orders.Read"))
                .isEqualTo(401);
        clock.advance(Duration.ofHours(2));
        assertThat(ValidatingTokensGuide.answer(validator, "Bearer " + token.reveal(), "Orders.Read"))
                .isEqualTo(401);
    }

    @Test
    void anApiOfManyTenantsServesThoseItNames() {
        FakeIssuer entra = new FakeIssuer("https://login.microsoftonline.com/organizations/v2.0", clock)
                .publishing("issuer", "https://login.microsoftonline.com/{tenantid}/v2.0");
        TokenValidator validator = ValidatingTokensGuide.manyTenants(TENANT, OTHER, adapters(entra));

        assertThat(validator
                        .validate(entra.token("api://orders")
                                .with("iss", "https://login.microsoftonline.com/" + OTHER + "/v2.0")
                                .with("tid", OTHER)
                                .signed())
                        .tenantId())
                .contains(OTHER);
    }

    @Test
    void aTestNeedsNoProvider() {
        assertThat(ValidatingTokensGuide.tested(adapters(new FakeIssuer("https://unused.example", clock)), clock)
                        .scopes())
                .containsExactly("Orders.Read");
    }

    @Test
    void aBoundTokenNeedsItsCertificate() {
        FakeIssuer issuer = new FakeIssuer("https://login.example/contoso/v2.0", clock);
        TokenValidator validator = TokenValidator.builder(issuer.name(), "api://orders")
                .adapters(adapters(issuer))
                .build();
        String bearer = issuer.token("api://orders").signed().reveal();
        String bound = issuer.token("api://orders")
                .with("cnf", java.util.Map.of("x5t#S256", "of-another"))
                .signed()
                .reveal();

        assertThat(ValidatingTokensGuide.bound(
                                validator, bearer, TestCertificates.valid().certificate())
                        .issuer())
                .contains(issuer.name());
        assertThatExceptionOfType(MsalTokenRejectedException.class)
                .isThrownBy(() -> ValidatingTokensGuide.bound(
                        validator, bound, TestCertificates.valid().certificate()));
    }
}
