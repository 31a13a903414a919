package io.openmsal.cli;

import io.openmsal.domain.client.ClientCertificate;

/** Where the application's key and its certificate are. A new place is one more class, and an option that names it. */
interface KeyPlace {

    /**
     * Opens it.
     *
     * @param access which key, and with what
     * @return the credential
     * @throws io.openmsal.domain.failure.MsalConfigurationException when it is something else, does not open, or holds no usable key
     */
    ClientCertificate open(KeyAccess access);
}
