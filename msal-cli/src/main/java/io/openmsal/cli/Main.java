package io.openmsal.cli;

import io.openmsal.port.Cancellation;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process: real streams, real variables, a real Ctrl-C. Everything else is {@link Msal}. */
public final class Main {

    /** The schemes by which the JDK shows no proxy a password before a tunnel; {@code Basic} when nobody says otherwise. */
    private static final String WITHHELD_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        // a password goes to no proxy but the one that --proxy names, and whoever gives it there wants it to be shown
        if (System.getProperty(WITHHELD_SCHEMES) == null) {
            System.setProperty(WITHHELD_SCHEMES, "");
        }
        Cancellation cancellation = new Cancellation();
        GracefulEnd end = new GracefulEnd(cancellation);
        Runtime.getRuntime().addShutdownHook(new Thread(end::whenStopped, "msal-ctrl-c"));
        // UTF-8 whatever the locale: a result is JSON or a token, read by programs
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = FailureKind.BUG;
        try {
            code = Msal.run(
                    new Shell(
                            System.in,
                            out,
                            err,
                            System.getenv(),
                            new TerminalPrompt(System.in, err, cancellation),
                            cancellation),
                    arguments);
        } finally {
            out.flush();
            end.reached(code);
        }
        System.exit(code);
    }
}
