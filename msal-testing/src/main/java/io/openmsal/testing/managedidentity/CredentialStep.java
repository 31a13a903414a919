package io.openmsal.testing.managedidentity;

/** The steps to a token of version 2, at each of which {@link AzureHostEmulator} can misbehave. */
public enum CredentialStep {
    /** The metadata service tells which machine and identity this is. */
    METADATA,
    /** It certifies a key. */
    CERTIFICATE,
    /** The token endpoint exchanges the certificate for a token. */
    TOKEN
}
