package io.openmsal.benchmarks.startup;

import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** The identity provider of the measured programs, in a process of its own until its standard input ends. */
public final class LocalProvider {

    private LocalProvider() {}

    /**
     * Starts it and says on one line how to reach it: authority, client id, client secret.
     *
     * @param args where to write the key store with its certificate authority, password {@code changeit}
     * @throws IOException when the key store cannot be written
     * @throws GeneralSecurityException when the key store cannot be made
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        try (Emulator emulator = Emulator.start()) {
            // JKS, as the JDK's own list of authorities: without decryption
            KeyStore trust = KeyStore.getInstance("JKS");
            trust.load(null, null);
            trust.setCertificateEntry("provider", emulator.caCertificate());
            try (OutputStream file = Files.newOutputStream(Path.of(args[0]))) {
                trust.store(file, "changeit".toCharArray());
            }
            System.out.println(emulator.authority("contoso") + " " + emulator.defaultConfidentialClientId() + " "
                    + emulator.defaultClientSecret().reveal());
            while (System.in.read() >= 0) {
                // only the end matters
            }
        }
    }
}
