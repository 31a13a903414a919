/** Keys that sign without leaving their home. Start with {@link io.openmsal.port.crypto.AssertionSigner}. What is signed is the business of the core. */
@NullMarked
package io.openmsal.port.crypto;

import org.jspecify.annotations.NullMarked;
