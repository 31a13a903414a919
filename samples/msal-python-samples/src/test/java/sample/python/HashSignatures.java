package sample.python;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.Arrays;
import javax.crypto.Cipher;

/** PS256 over a hash that is there already (RFC 8017 §9.1.1), as a vault makes it. The JDK only signs what it has hashed itself. */
final class HashSignatures {

    private static final int KEY_BYTES = 256;
    private static final int HASH_BYTES = 32;

    private HashSignatures() {}

    static byte[] ps256(PrivateKey key, byte[] hash) throws GeneralSecurityException {
        byte[] salt = sha256(hash); // any will do
        byte[] bound = sha256(new byte[8], hash, salt);
        byte[] block = new byte[KEY_BYTES - HASH_BYTES - 1];
        block[block.length - HASH_BYTES - 1] = 1;
        System.arraycopy(salt, 0, block, block.length - HASH_BYTES, HASH_BYTES);
        byte[] mask = mask(bound, block.length);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= mask[i];
        }
        block[0] &= 0x7f;
        Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
        rsa.init(Cipher.ENCRYPT_MODE, key);
        return rsa.doFinal(joined(block, bound, new byte[] {(byte) 0xbc}));
    }

    private static byte[] mask(byte[] seed, int length) throws GeneralSecurityException {
        ByteArrayOutputStream mask = new ByteArrayOutputStream();
        for (int counter = 0; mask.size() < length; counter++) {
            mask.writeBytes(sha256(seed, ByteBuffer.allocate(4).putInt(counter).array()));
        }
        return Arrays.copyOf(mask.toByteArray(), length);
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(joined(parts));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
