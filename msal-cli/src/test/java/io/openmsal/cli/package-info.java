/** The command line against the emulator, in this process: see {@link io.openmsal.cli.TestShell}. */
@NullMarked
package io.openmsal.cli;

import org.jspecify.annotations.NullMarked;
