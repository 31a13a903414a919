package io.openmsal.cli;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import java.time.Instant;

/** Tells how a sign-in ended: who it was, or the whole result for programs. */
final class SignInReport {

    private SignInReport() {}

    static void write(AuthenticationResult result, OutputOptions output, boolean isKept, Shell shell) {
        if (output.isJson()) {
            output.write(ResultDocument.of(result, Instant.now()), shell);
            return;
        }
        String who = result.account().map(Account::username).orElse("somebody");
        output.write("Signed in as " + PrintableText.field(who), shell);
        if (!result.account().isPresent()) {
            shell.say(
                    "The provider did not say who that is, so the sign-in is not kept. Take the tokens with --output json.");
        } else if (!isKept) {
            shell.say("The sign-in is not kept. Name a --cache to use it later, or take the token with --output json.");
        }
    }
}
