/** A PKCS#11 token that keeps its keys to itself, as Debian ships it. Start with SoftHsm. */
package io.openmsal.realparties.softhsm;
