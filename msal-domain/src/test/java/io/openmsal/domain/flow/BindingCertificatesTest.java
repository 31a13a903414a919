package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.managedidentity.BindingCertificate;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BindingCertificatesTest {

    private static final TestCertificate CERTIFICATE = TestCertificates.valid();

    private final TestClock clock =
            new TestClock(CERTIFICATE.certificate().getNotBefore().toInstant());
    private final BindingCertificates certificates = new BindingCertificates(clock);
    private int issued;

    private void ask(Object key) {
        certificates.get(key, this::call, call -> {
            issued++;
            return new BindingCertificate(
                    new TlsIdentity(CERTIFICATE.privateKey(), CERTIFICATE.chain()),
                    "cid",
                    URI.create("https://mtls.example/t"));
        });
    }

    private CallContext call() {
        return new CallContext("c", Deadline.after(clock, Duration.ofMinutes(1)), new Cancellation());
    }

    @Test
    void thoseOfAHundredOwnersAreKept() {
        for (int round = 0; round < 2; round++) {
            for (int owner = 0; owner < 100; owner++) {
                ask(owner);
            }
        }

        assertThat(issued).isEqualTo(100);
    }

    /** As when each call brings keys of its own. */
    @Test
    void whoeverComesAfterThemMakesRoomForMore() {
        for (int owner = 0; owner <= 100; owner++) {
            ask(owner);
        }

        ask(0);
        assertThat(issued).isEqualTo(102);
        ask(100);
        assertThat(issued).isEqualTo(102);
    }
}
