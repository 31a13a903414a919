package io.openmsal.adapter.crypto;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A security provider as that of a hardware module: it signs with its own handles and with nothing else. */
final class TestModule extends Provider {

    static final String NAME = "TestModule";

    private static final long serialVersionUID = 1L;

    /** Offers some algorithms, which the JDK's own provider does for it. */
    TestModule(String... algorithms) {
        super(NAME, "1", "signs with handles");
        for (String algorithm : algorithms) {
            putService(new Offer(this, algorithm));
        }
    }

    /** One algorithm. */
    private static final class Offer extends Service {

        private final String algorithm;

        private Offer(Provider provider, String algorithm) {
            super(
                    provider,
                    "Signature",
                    algorithm,
                    Signing.class.getName(),
                    List.of(),
                    new HashMap<>(Map.of("SupportedKeyClasses", Handle.class.getName())));
            this.algorithm = algorithm;
        }

        @Override
        public boolean supportsParameter(Object parameter) {
            return parameter instanceof Handle;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) {
            return new Signing(algorithm);
        }
    }

    /** A key that is known by name only. */
    static class Handle implements PrivateKey {

        private static final long serialVersionUID = 1L;

        private final transient PrivateKey inside;

        Handle(PrivateKey inside) {
            this.inside = inside;
        }

        PrivateKey inside() {
            return inside;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    /** A key whose module has gone, as a token that was pulled out. */
    static final class LostHandle extends Handle {

        private static final long serialVersionUID = 1L;

        LostHandle(PrivateKey inside) {
            super(inside);
        }

        @Override
        PrivateKey inside() {
            throw new ProviderException("CKR_SESSION_HANDLE_INVALID");
        }
    }

    /** What happens inside the module. */
    static final class Signing extends SignatureSpi {

        private final Signature inside;

        Signing(String algorithm) {
            try {
                inside = Signature.getInstance(algorithm, "SunRsaSign");
            } catch (java.security.GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("only signs");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof Handle handle)) {
                throw new InvalidKeyException("not a handle of this module");
            }
            inside.initSign(handle.inside());
        }

        @Override
        protected void engineUpdate(byte part) throws SignatureException {
            inside.update(part);
        }

        @Override
        protected void engineUpdate(byte[] content, int from, int length) throws SignatureException {
            inside.update(content, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return inside.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return false;
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters)
                throws java.security.InvalidAlgorithmParameterException {
            inside.setParameter(parameters);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
