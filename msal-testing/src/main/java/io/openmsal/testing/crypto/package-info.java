/**
 * Testing with and against the keys' ports. Start with {@link io.openmsal.testing.crypto.TestCertificates}, which makes keys
 * and certificates in every form people have them in, and {@link io.openmsal.testing.crypto.FakeAssertionSigner}, which
 * signs for real and remembers what. A signer of your own, on a vault or a hardware module, passes when it passes
 * {@link io.openmsal.testing.crypto.AssertionSignerContract}.
 *
 * <p>Every key here is made while the test runs and protects nothing.
 */
@NullMarked
package io.openmsal.testing.crypto;

import org.jspecify.annotations.NullMarked;
