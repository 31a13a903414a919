package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.CertificationRequest;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * {@link BindingKey} on any RSA key pair of the JDK's kind, of any security provider: the private half may be a handle, such as one of
 * PKCS#11 or of Windows. Writes the certification request itself, since the JDK has no public class for it. Equal to another on the
 * same public key. Immutable and safe for many threads.
 */
public final class JcaBindingKey implements BindingKey {

    private static final String RSASSA_PSS = "RSASSA-PSS";
    private static final String RSASSA_PSS_OID = "1.2.840.113549.1.1.10";
    private static final int SALT_BYTES = 32;

    private final KeyPair pair;
    private final BindingStrength strength;
    private final int size;

    /**
     * Uses a key pair.
     *
     * @param pair an RSA key pair of 2048 bits or more
     * @param strength how well its private half is kept, as whoever made it knows
     * @throws IllegalArgumentException when it is no RSA key pair, or a shorter one
     */
    public JcaBindingKey(KeyPair pair, BindingStrength strength) {
        this.size = RsaPair.publicHalf(pair).getModulus().bitLength();
        this.pair = pair;
        this.strength = Objects.requireNonNull(strength, "strength");
    }

    @Override
    public BindingStrength strength() {
        return strength;
    }

    @Override
    public PublicKey publicKey() {
        return pair.getPublic();
    }

    @Override
    public PrivateKey privateKey() {
        return pair.getPrivate();
    }

    @Override
    public byte[] certificationRequest(CertificationRequest request) throws GeneralSecurityException {
        PSSParameterSpec pss = new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_BYTES, 1);
        byte[] attribute = Der.sequence(
                Der.objectIdentifier(request.attributeOid()), Der.setOf(Der.text(request.attributeText())));
        byte[] said = Der.sequence(
                Der.integer(0),
                subject(request).getEncoded(),
                pair.getPublic().getEncoded(),
                Der.implicit(0, attribute));
        byte[] algorithm = Der.sequence(Der.objectIdentifier(RSASSA_PSS_OID), encoded(pss));
        return Der.sequence(said, algorithm, Der.bits(sign(pss, said)));
    }

    private byte[] sign(PSSParameterSpec pss, byte[] said) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(RSASSA_PSS);
        try {
            // the key before the parameters: they would settle on a provider that may not take a handle of another
            signature.initSign(pair.getPrivate());
            signature.setParameter(pss);
            signature.update(said);
            return signature.sign();
        } catch (ProviderException failed) {
            throw new SignatureException("The key did not sign: " + failed.getMessage(), failed);
        }
    }

    private static X500Principal subject(CertificationRequest request) {
        return new X500Principal("CN=" + quoted(request.commonName()) + ", DC=" + quoted(request.domainComponent()));
    }

    /** So that nothing in a value begins another one (RFC 2253 §2.4). */
    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static byte[] encoded(PSSParameterSpec pss) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance(RSASSA_PSS);
        parameters.init(pss);
        try {
            return parameters.getEncoded();
        } catch (IOException impossible) {
            throw new IllegalStateException("parameters that were just set have an encoding", impossible);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JcaBindingKey key && pair.getPublic().equals(key.pair.getPublic());
    }

    @Override
    public int hashCode() {
        return pair.getPublic().hashCode();
    }

    /** Strength and size; nothing of the key. */
    @Override
    public String toString() {
        return strength + " binding key, RSA " + size;
    }
}
