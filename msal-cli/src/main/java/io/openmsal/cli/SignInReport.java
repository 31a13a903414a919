package io.openmsal.cli;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import java.time.Instant;

/** Tells how a sign-in ended: who it was, or the whole result for programs. */
final class SignInReport {

    private SignInReport() {}

    /**
     * Tells it.
     *
     * @param hasCache whether one was named
     * @param narrator what heard the application's events
     */
    static void write(
            AuthenticationResult result, OutputOptions output, boolean hasCache, Narrator narrator, Shell shell) {
        if (output.isJson()) {
            output.write(ResultDocument.of(result, Instant.now()), shell);
            return;
        }
        String who = result.account().map(Account::username).orElse("somebody");
        output.write("Signed in as " + PrintableText.field(who), shell);
        if (!result.account().isPresent()) {
            shell.say(
                    "The provider did not say who that is, so the sign-in is not kept. Take the tokens with --output json.");
        } else if (!hasCache) {
            shell.say("The sign-in is not kept. Name a --cache to use it later, or take the token with --output json.");
        } else if (narrator.heardOfUnwrittenCache()) {
            shell.say("The sign-in is not kept: the cache could not be written, and the warning says why."
                    + " Correct that and sign in again, or take the token with --output json.");
        }
    }
}
