package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openmsal.port.Secret;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

    @Test
    void everyLimitIsFiniteUnlessAskedOtherwise() {
        HttpSettings settings = HttpSettings.defaults();

        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.callTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.maxResponseBytes()).isEqualTo(1024 * 1024);
        assertThat(settings.proxy()).isEmpty();
    }

    @Test
    void othersBeginFromThese() {
        HttpSettings settings = HttpSettings.builder()
                .connectTimeout(Duration.ofSeconds(1))
                .readTimeout(Duration.ofSeconds(2))
                .callTimeout(Duration.ofSeconds(3))
                .maxResponseBytes(4)
                .maxConnections(6)
                .maxConnectionsPerRoute(5)
                .proxy(ProxySettings.of("proxy.example", 8080))
                .trust(TrustSettings.platform())
                .retryPolicy(RetryPolicy.none())
                .build();

        assertThat(settings.toBuilder().build()).usingRecursiveComparison().isEqualTo(settings);
    }

    @Test
    void mistakesAreToldInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> HttpSettings.builder().readTimeout(Duration.ZERO).build())
                .withMessage("readTimeout must be between 1 ms and 24 hours, not PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSettings.builder()
                        .maxConnections(5)
                        .maxConnectionsPerRoute(6)
                        .build())
                .withMessage("maxConnectionsPerRoute (6) must not exceed maxConnections (5)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSettings.builder().maxResponseBytes(0).build())
                .withMessage("maxResponseBytes must be positive, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(11, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .withMessageContaining("between 0 and 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO))
                .withMessageContaining("must not exceed maxDelay");
    }

    @Test
    void noPasswordIsPrinted() {
        HttpSettings settings = HttpSettings.builder()
                .proxy(ProxySettings.of("proxy.example.com", 3128).withCredentials("ada", Secret.of("s3cret")))
                .build();

        assertThat(settings.toString())
                .contains("proxy.example.com:3128 with credentials")
                .doesNotContain("s3cret");
    }

    @Nested
    class ExtraTrust {

        @Test
        void withoutACertificateIsRefused() throws Exception {
            KeyStore empty = KeyStore.getInstance("PKCS12");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrustSettings.keyStore(empty))
                    .withMessageContaining("must be loaded first");
            empty.load(null, null);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrustSettings.keyStore(empty))
                    .withMessageContaining("holds no certificate");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrustSettings.pem(""))
                    .withMessageContaining("-----BEGIN CERTIFICATE-----");
            assertThatIllegalArgumentException().isThrownBy(() -> TrustSettings.pem("not a certificate"));
        }

        @Test
        void addsToThePlatformsRoots() throws Exception {
            TrustSettings trust = TrustSettings.pem(new TestAuthority().pem());

            assertThat(trust).hasToString("the platform's roots and 1 more");
            assertThat(trust.toSslContext().getProtocol()).isEqualTo("TLS");
        }
    }

    @Nested
    class APemText {

        private final String one = new TestAuthority().pem();
        private final String other = new TestAuthority().pem();

        APemText() throws Exception {}

        private void givesTwo(String text) {
            assertThat(TrustSettings.pem(text)).hasToString("the platform's roots and 2 more");
        }

        @Test
        void mayHoldTextBetweenTheBlocks() {
            givesTwo("# the first, größer\n" + one + "\n\n# -----BEGIN what is said of the second\n" + other
                    + "# the end");
        }

        @Test
        void mayBeIndentedInPart() {
            givesTwo(one.indent(4) + other);
            givesTwo(one + other.indent(4));
            givesTwo(one.indent(4).replace("\n", " \r\n") + other.replace("    ", "\t"));
        }

        @Test
        void mayBeginWithAByteOrderMark() {
            String marked = other.substring(other.indexOf("-----BEGIN"));
            assertThat(TrustSettings.pem("\uFEFF" + marked)).hasToString("the platform's roots and 1 more");
            givesTwo("\uFEFF" + marked + one);
            givesTwo(one + "\uFEFF" + marked);
        }

        @Test
        void mayBePutTogetherOfFilesWithoutALastLineEnd() {
            givesTwo(one.trim() + other.substring(other.indexOf("-----BEGIN")).trim());
        }

        @Test
        void mayHoldBlocksOfOtherKinds() {
            givesTwo("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + one
                    + "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n" + other);
        }

        @ParameterizedTest
        @ValueSource(strings = {"X509 CERTIFICATE", "TRUSTED CERTIFICATE", "Certificate"})
        void mayNameACertificateOtherwise(String label) {
            givesTwo(one + other.replace("CERTIFICATE", label));
        }

        @Test
        void mayHoldWhatOpenSslSaysOfATrustedCertificate() {
            String der = other.substring(other.indexOf("-----BEGIN")).replaceAll("-----[A-Z ]+-----|\\s", "");
            byte[] certificate = Base64.getDecoder().decode(der);
            byte[] withUses = Arrays.copyOf(certificate, certificate.length + 2);
            withUses[certificate.length] = 0x30;

            givesTwo(one + "-----BEGIN TRUSTED CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(withUses) + "\n-----END TRUSTED CERTIFICATE-----\n");
        }

        @Test
        void mayNotHoldACertificateThatOpenSslTrustsForSomeUsesOrForNone() {
            String der = other.substring(other.indexOf("-----BEGIN")).replaceAll("-----[A-Z ]+-----|\\s", "");
            byte[] certificate = Base64.getDecoder().decode(der);
            byte[] rejectedForServers = {0x30, 12, (byte) 0xa0, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1};
            byte[] both = Arrays.copyOf(certificate, certificate.length + rejectedForServers.length);
            System.arraycopy(rejectedForServers, 0, both, certificate.length, rejectedForServers.length);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrustSettings.pem(one + "-----BEGIN TRUSTED CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(both)
                            + "\n-----END TRUSTED CERTIFICATE-----\n"))
                    .withMessageContaining("openssl x509");
        }

        @Test
        void withAPrivateKeyInItIsRefusedByThatName() {
            for (String key : List.of(
                    "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n",
                    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMAA=\n-----END RSA PRIVATE KEY-----\n")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> TrustSettings.pem(one + key))
                        .withMessageContaining(key.substring(11, key.indexOf("-----\n")))
                        .withMessageContaining("certificates alone");
            }
        }

        @Test
        void losesNoCertificateWithoutAWord() {
            for (String damaged : List.of(
                    other.replace("-----END CERTIFICATE-----", ""),
                    other.replace("END CERTIFICATE", "END"),
                    other.replace("BEGIN CERTIFICATE-----\n", "BEGIN CERTIFICATE-----\n%"),
                    other.replace("BEGIN CERTIFICATE-----\n", "BEGIN CERTIFICATE-----\nAAAA"),
                    other.replace("CERTIFICATE", "Certificate")
                            .replace("BEGIN Certificate-----\n", "BEGIN Certificate-----\n%"),
                    "-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----\n",
                    "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> TrustSettings.pem(one + damaged))
                        .withMessageStartingWith("The PEM text for extra trust");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> TrustSettings.pem(damaged + one))
                        .withMessageStartingWith("The PEM text for extra trust");
            }
        }
    }

    @Nested
    class AProxy {

        @ParameterizedTest
        @CsvSource({
            "login.microsoftonline.com, true",
            "localhost, false",
            "app.localhost, false",
            "127.0.0.1, false",
            "127.8.9.10, false",
            "[::1], false",
            "::1, false",
            "169.254.169.254, false",
            "[fe80::1], false",
            "127.attacker.example, true",
            "169.254.attacker.example, true",
            "10.0.0.1, true",
            "corp.example, false",
            "STS.corp.example, false",
            "notcorp.example, true",
            "adfs.example.org, false",
            "x.adfs.example.org, true"
        })
        void isUsedForHostsThatAreNotNear(String host, boolean used) {
            ProxySettings proxy = ProxySettings.of("proxy", 8080).withDirectHosts("*.Corp.example", "adfs.example.org");

            assertThat(proxy.isUsedFor(host)).isEqualTo(used);
        }

        @ParameterizedTest
        @CsvSource({
            "[2001:db8::7], [2001:db8::7]",
            "[2001:DB8::7], 2001:db8::7",
            "2001:db8::7, [2001:db8::7]",
            ".corp.example, sts.corp.example",
            ".corp.example, corp.example",
            "10.0.0.1, 10.0.0.1"
        })
        void isNotUsedForAHostThatIsNamedInAKnownForm(String pattern, String host) {
            ProxySettings proxy = ProxySettings.of("proxy", 8080).withDirectHosts(pattern);

            assertThat(proxy.isUsedFor(host)).isFalse();
            assertThat(proxy.isUsedFor("notcorp.example")).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "*",
                    ".",
                    "*.",
                    "sts.*.example",
                    "*corp.example",
                    "**.example",
                    "10.0.0.0/8",
                    "a.example,b.example",
                    "a.example|b.example",
                    "a.example;b.example",
                    "https://sts.example",
                    "sts.example:443",
                    "[2001:db8::7]:443"
                })
        void refusesAPatternThatWouldMatchNoHost(String pattern) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProxySettings.of("proxy", 8080).withDirectHosts("a.example", pattern))
                    .withMessageContaining("*.example.com");
        }

        @Test
        void isGivenAsABareHost() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProxySettings.of("http://gateway.example.com", 8080))
                    .withMessageContaining("no scheme");
            assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.of("proxy", 0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProxySettings.of("proxy", 1).withCredentials("a:b", Secret.of("x")));
        }
    }
}
