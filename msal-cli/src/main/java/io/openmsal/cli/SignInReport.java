package io.openmsal.cli;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tells how a sign-in ended: who it was, or the whole result for programs; and whether it is where it was to be kept. */
final class SignInReport {

    private SignInReport() {}

    /**
     * Tells it.
     *
     * @param hasCache whether one was named
     * @param narrator what heard the application's events
     * @return the exit code
     */
    static int write(
            AuthenticationResult result, OutputOptions output, boolean hasCache, Narrator narrator, Shell shell) {
        Optional<NotKept> notKept = NotKept.of(result, hasCache, narrator);
        if (output.isJson()) {
            write(ResultDocument.of(result, Instant.now()), notKept, output, hasCache, shell);
        } else {
            String who = result.account().map(Account::username).orElse("somebody");
            output.write("Signed in as " + PrintableText.field(who), shell);
            notKept.ifPresent(why -> shell.say(inWords(why) + " " + why.remedy()));
        }
        return hasCache && notKept.isPresent() ? FailureKind.UNKEPT_SIGN_IN : FailureKind.SUCCESS;
    }

    /** Tells programs. Whoever named no place has it all in the document, and is told no more. */
    static void write(
            Map<String, Object> document,
            Optional<NotKept> notKept,
            OutputOptions output,
            boolean hasCache,
            Shell shell) {
        output.write(document, shell);
        if (hasCache) {
            notKept.ifPresent(why -> shell.say(inWords(why)));
        }
    }

    private static String inWords(NotKept why) {
        return "The sign-in is not kept: " + why.reason() + ".";
    }
}
