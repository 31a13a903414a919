/**
 * Signing client assertions with keys the JDK can use, and opening keys that come as text. Start with
 * {@link io.openmsal.adapter.crypto.JoseAssertionSigner}, which takes any private key of any security provider;
 * {@link io.openmsal.adapter.crypto.JoseKeyMaterialReader} makes one from PEM. What a client assertion says is not known here.
 */
@NullMarked
package io.openmsal.adapter.crypto;

import org.jspecify.annotations.NullMarked;
