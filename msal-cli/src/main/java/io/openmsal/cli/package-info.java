/**
 * The {@code msal} command: a thin driver over {@code msal-app}. Start with {@link io.openmsal.cli.Msal}, which is the whole
 * command line in one call; {@link io.openmsal.cli.Main} is the process around it. One class is one command, options that
 * several commands share are classes of their own, and what a failure means for a script is in one place, {@code FailureKind}.
 */
@NullMarked
package io.openmsal.cli;

import org.jspecify.annotations.NullMarked;
