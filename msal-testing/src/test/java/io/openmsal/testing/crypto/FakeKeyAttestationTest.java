package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.crypto.AttestationRequest;
import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.KeyAttestation;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeKeyAttestationTest implements KeyAttestationContract {

    private final TestClock clock = new TestClock();
    private final FakeKeyAttestation attestation = new FakeKeyAttestation(clock, Duration.ofHours(8));
    private final BindingKey key = key();

    private static BindingKey key() {
        try {
            return new FakeBindingKeys(BindingStrength.KEY_GUARD).key();
        } catch (GeneralSecurityException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public KeyAttestation attestation() {
        return attestation;
    }

    @Override
    public BindingKey attestableKey() {
        return key;
    }

    @Override
    public URI endpoint() {
        return URI.create("https://attestation.example/");
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Test
    void itFailsOnceWhenToldAndRemembersItsRequests() throws GeneralSecurityException {
        KeyException failure = new KeyException("scripted");
        attestation.failNext(failure);
        AttestationRequest request = new AttestationRequest(
                endpoint(), key, "client-1", Deadline.after(clock, Duration.ofMinutes(1)), Cancellation.none());

        assertThatThrownBy(() -> attestation.attest(request)).isSameAs(failure);
        assertThat(attestation.attest(request).token().reveal()).isEqualTo("attestation-2");

        assertThat(attestation.requests()).containsExactly(request, request);
    }
}
