/** What every real party has in common: it is started once, ended for certain, and missed aloud. Start with PartyExtension. */
package io.openmsal.realparties.party;
