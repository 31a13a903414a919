package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.http.MutualTlsTransportsContract;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class JdkMutualTlsTransportsTest extends MutualTlsTransportsContract {

    @Override
    protected MutualTlsTransports transports(String trustedPem) {
        return new JdkMutualTlsTransports(
                HttpSettings.builder().trust(TrustSettings.pem(trustedPem)).build());
    }

    private static TlsIdentity identity() {
        TestCertificate certificate = TestCertificates.valid();
        return new TlsIdentity(certificate.privateKey(), certificate.chain());
    }

    @Test
    void oneCertificateCostsOneTlsContext() throws Exception {
        JdkMutualTlsTransports transports = new JdkMutualTlsTransports(HttpSettings.defaults());
        TlsIdentity identity = identity();

        assertThat(transports.presenting(identity)).isSameAs(transports.presenting(identity));
    }

    @Test
    void theTransportsOfSixteenCertificatesAreKeptAndThatOfTheOneUsedLongestAgoIsMadeAnew() throws Exception {
        JdkMutualTlsTransports transports = new JdkMutualTlsTransports(HttpSettings.defaults());
        List<TlsIdentity> identities = new ArrayList<>();
        List<HttpTransport> made = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            TestCertificate certificate = TestCertificates.ellipticCurve();
            identities.add(new TlsIdentity(certificate.privateKey(), certificate.chain()));
            made.add(transports.presenting(identities.get(i)));
        }

        assertThat(transports.presenting(identities.get(1))).isSameAs(made.get(1));
        assertThat(transports.presenting(identities.get(0))).isNotSameAs(made.get(0));
    }

    @Test
    void aCallersFinishedContextIsNeverReplacedByOtherTrust() throws Exception {
        JdkMutualTlsTransports transports = new JdkMutualTlsTransports(HttpSettings.builder()
                .trust(TrustSettings.sslContext(SSLContext.getDefault()))
                .build());

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> transports.presenting(identity()))
                .withMessageContaining("TrustSettings.pem");
    }
}
