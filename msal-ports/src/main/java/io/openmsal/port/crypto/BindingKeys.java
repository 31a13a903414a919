package io.openmsal.port.crypto;

import java.security.GeneralSecurityException;

/**
 * Where the keys come from that tokens are bound to: memory, virtualization-based security, a security module. Certificates are shared
 * by those whose sources are equal. Safe for many threads.
 */
public interface BindingKeys {

    /**
     * How well keys from here are kept, told without making one.
     *
     * @return the strength of every key from here
     */
    BindingStrength strength();

    /**
     * A key. Asked for once for each certificate, which is once in several days.
     *
     * @return a new one, or the only one there is
     * @throws GeneralSecurityException when there is none
     */
    BindingKey key() throws GeneralSecurityException;
}
