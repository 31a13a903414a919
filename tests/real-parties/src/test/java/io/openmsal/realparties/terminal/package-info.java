/** A person at a terminal, which shows what it echoes. Start with Terminal. */
package io.openmsal.realparties.terminal;
