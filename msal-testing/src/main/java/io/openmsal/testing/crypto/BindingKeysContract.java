package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.CertificationRequest;
import java.security.Signature;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;

/**
 * What every source of binding keys does, read by another library than the one that wrote it. Extend it with the adapter to check.
 */
public interface BindingKeysContract {

    /**
     * The source.
     *
     * @return one that has or makes keys
     * @throws Exception when it cannot be had
     */
    BindingKeys keys() throws Exception;

    private static PKCS10CertificationRequest read(BindingKey key, CertificationRequest said) throws Exception {
        return new PKCS10CertificationRequest(key.certificationRequest(said));
    }

    private static CertificationRequest request(String commonName, String attribute) {
        return new CertificationRequest(commonName, "tenant-1", "1.3.6.1.4.1.311.90.2.10", attribute);
    }

    /**
     * A request proves that its sender holds the key.
     *
     * @throws Exception when the key does not sign
     */
    @Test
    default void theRequestIsSignedWithTheKeyThatItNames() throws Exception {
        BindingKey key = keys().key();

        PKCS10CertificationRequest request = read(key, request("client-1", "{}"));

        assertThat(request.getSubjectPublicKeyInfo().getEncoded())
                .isEqualTo(key.publicKey().getEncoded());
        assertThat(request.getSignatureAlgorithm().getAlgorithm()).isEqualTo(PKCSObjectIdentifiers.id_RSASSA_PSS);
        assertThat(request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(request.getSubjectPublicKeyInfo())))
                .isTrue();
    }

    /**
     * Subject and attribute are those that were asked for, with the last part of the subject first (RFC 2253 §2.1).
     *
     * @throws Exception when the key does not sign
     */
    @Test
    default void theRequestSaysWhatItWasToldToSay() throws Exception {
        String attribute = "{\"vmId\":\"" + "ü".repeat(200) + "\"}";

        PKCS10CertificationRequest request = read(keys().key(), request("client-1", attribute));

        assertThat(request.getSubject()).hasToString("DC=tenant-1,CN=client-1");
        assertThat(request.getAttributes()).hasSize(1);
        Attribute only = request.getAttributes()[0];
        assertThat(only.getAttrType().getId()).isEqualTo("1.3.6.1.4.1.311.90.2.10");
        assertThat(only.getAttributeValues()).hasSize(1);
        assertThat(only.getAttributeValues()[0])
                .isInstanceOfSatisfying(
                        ASN1UTF8String.class,
                        text -> assertThat(text.getString()).isEqualTo(attribute));
    }

    /**
     * A name cannot smuggle another name in.
     *
     * @throws Exception when the key does not sign
     */
    @Test
    default void nothingInANameBeginsAnotherName() throws Exception {
        String name = "a\"b\\, O=Contoso + C=x";

        PKCS10CertificationRequest request = read(keys().key(), request(name, "{}"));

        assertThat(request.getSubject().getRDNs()).hasSize(2);
        assertThat(request.getSubject().getRDNs(BCStyle.CN)[0].getFirst().getValue())
                .hasToString(name);
    }

    /**
     * The source promises no more than its keys keep.
     *
     * @throws Exception when there is no key
     */
    @Test
    default void everyKeyIsAsStrongAsItsSourceSays() throws Exception {
        assertThat(keys().key().strength()).isEqualTo(keys().strength());
    }

    /**
     * A TLS handshake signs with the private half what the public half verifies.
     *
     * @throws Exception when the key does not sign
     */
    @Test
    default void theTwoHalvesBelongTogether() throws Exception {
        BindingKey key = keys().key();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.privateKey());
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();

        signature.initVerify(key.publicKey());
        signature.update(new byte[] {1, 2, 3});

        assertThat(signature.verify(signed)).isTrue();
    }

    /**
     * Keys do not show themselves.
     *
     * @throws Exception when there is no key
     */
    @Test
    default void nothingOfTheKeyIsPrinted() throws Exception {
        BindingKey key = keys().key();

        assertThat(key.toString()).hasSizeLessThan(80).doesNotContain("modulus");
    }
}
