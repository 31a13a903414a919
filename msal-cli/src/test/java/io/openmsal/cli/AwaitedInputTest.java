package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Secret;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A secret that nobody types and no pipe brings. */
@Timeout(60)
class AwaitedInputTest {

    private final CountDownLatch awaited = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final Cancellation ctrlC = new Cancellation();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ExecutorService process = Executors.newSingleThreadExecutor();

    @AfterEach
    void theWaitIsOver() {
        never.countDown();
        process.shutdownNow();
    }

    private int block() {
        awaited.countDown();
        try {
            never.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return -1;
    }

    private final class Silence extends InputStream {
        @Override
        public int read() {
            return block();
        }
    }

    private Future<Integer> password(SecretPrompt prompt, String... more) {
        Shell shell = new Shell(
                new Silence(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                prompt,
                ctrlC);
        String[] command = {"password", "--client-id", "c", "--scope", "s", "--username", "ada@contoso.example"};
        return process.submit(() -> Msal.run(shell, TestShell.joined(command, more)));
    }

    private Optional<Secret> nothing(String what) {
        return block() < 0 ? Optional.empty() : Optional.of(Secret.of(what));
    }

    private void endsAtCtrlC(Future<Integer> running) throws Exception {
        awaited.await();
        assertThat(running.isDone()).isFalse();

        ctrlC.cancel();

        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Cancelled");
    }

    @Test
    void aPromptEndsAtCtrlC() throws Exception {
        endsAtCtrlC(password(this::nothing));
    }

    @Test
    void thatIsPipedEndsAtCtrlC() throws Exception {
        endsAtCtrlC(password(what -> Optional.empty(), "--password-file", "-"));
    }

    @Test
    void anErrorOfTheTerminalIsReportedAsWhatShouldNotHappen() throws Exception {
        Future<Integer> running = password(what -> {
            throw new StackOverflowError("canary");
        });

        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(70);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("StackOverflowError", "-v -v")
                .doesNotContain("canary", "\tat ");
    }

    @Test
    void programsAreToldOfWhatShouldNotHappenInADocument() throws Exception {
        Future<Integer> running = password(
                what -> {
                    throw new StackOverflowError("canary");
                },
                "--output",
                "json");

        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(70);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{\"error\":\"unexpected_failure\",\"error_description\":")
                .contains("StackOverflowError", "\"kind\":\"defect\"")
                .doesNotContain("canary");
    }

    @Test
    void personsAreToldOfItWhereTheDocumentCannotBeWrittenEither() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int octet) {
                throw new ArithmeticException("canary");
            }
        };
        Shell shell = new Shell(
                InputStream.nullInputStream(),
                new PrintStream(broken, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                what -> {
                    throw new StackOverflowError("canary");
                },
                ctrlC);

        int defect = Msal.run(shell, "app-token", "--client-id", "c", "--scope", "s", "--output", "json");
        int refusal = Msal.run(shell, "token", "--client-id", "c", "--scope", "s", "--cache", "", "--output", "json");

        assertThat(defect).isEqualTo(70);
        assertThat(refusal).isEqualTo(70);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("(StackOverflowError)", "-v -v", "(ArithmeticException)", "The address of --cache")
                .doesNotContain("canary", "\tat ");
    }
}
