/** GNOME's keyring on a D-Bus session of its own. Start with GnomeKeyring. */
package io.openmsal.realparties.keyring;
