package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.KeyMaterial;
import io.openmsal.port.crypto.KeyMaterialReader;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key in files that somebody renews while the application runs: read for each token request, and opened anew when what is in them
 * has changed. Files that are being replaced may not fit together for a moment; the key that was there before does as long as its
 * certificate is good. Safe for many threads.
 */
final class KeyInFiles implements Supplier<AssertionSigner> {

    private final Supplier<KeyMaterial> files;
    private final KeyMaterialReader reader;
    private final Clock clock;
    private volatile @Nullable Opened last;

    /** What was in the files, and the key that it holds. */
    private record Opened(KeyMaterial material, AssertionSigner signer) {}

    /**
     * Opens them for the first time.
     *
     * @param files reads them; throws a {@link MsalConfigurationException} when that is not possible
     * @param reader opens what was read
     * @param clock tells whether a certificate is still good
     * @throws MsalConfigurationException when there is no usable key in them
     */
    KeyInFiles(Supplier<KeyMaterial> files, KeyMaterialReader reader, Clock clock) {
        this.files = files;
        this.reader = reader;
        this.clock = clock;
        this.last = opened(null);
    }

    @Override
    public AssertionSigner get() {
        Opened before = last;
        try {
            Opened present = opened(before);
            last = present;
            return present.signer;
        } catch (MsalConfigurationException unusable) {
            if (before != null && isGood(before.signer)) {
                return before.signer;
            }
            throw unusable;
        }
    }

    private Opened opened(@Nullable Opened before) {
        KeyMaterial material = files.get();
        if (before != null && before.material.equals(material)) {
            return before;
        }
        try {
            return new Opened(material, reader.open(material));
        } catch (UnusableKeyMaterialException unusable) {
            throw ClientCredentials.unusable(unusable);
        }
    }

    private boolean isGood(AssertionSigner signer) {
        try {
            return signer.certificateChain().get(0).getNotAfter().toInstant().isAfter(clock.instant());
        } catch (GeneralSecurityException gone) {
            return false;
        }
    }
}
