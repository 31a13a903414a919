package io.openmsal.adapter.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch.Outcome;
import io.openmsal.testing.browser.BrowserContract;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintedAddressTest extends BrowserContract {

    @Override
    protected Browser browserThatOpens() {
        return new PrintedAddress(new StringBuilder());
    }

    @Override
    protected Browser browserThatCannotOpen() {
        return new PrintedAddress(new BrokenWriter());
    }

    @Test
    void theAddressStandsAloneOnALineAfterTheInvitation() {
        StringBuilder out = new StringBuilder();

        new PrintedAddress(out, "Bitte hier anmelden:").open(URI.create("https://login.example.com/?a=é"));

        assertThat(out.toString().lines())
                .containsExactly("Bitte hier anmelden:", "https://login.example.com/?a=%C3%A9");
    }

    @Test
    void thePersonSeesItAtOnce() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream buffered = new PrintStream(new BufferedOutputStream(screen), false, StandardCharsets.UTF_8);

        assertThat(new PrintedAddress(buffered)
                        .open(URI.create("https://login.example.com/"))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);

        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("https://login.example.com/");
    }

    /** Print streams and writers keep to themselves what went wrong, unless they are asked. */
    @Test
    void aTerminalThatWentAwayShowsNothingToAnybody() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        URI address = URI.create("https://login.example.com/");

        assertThat(new PrintedAddress(new PrintStream(gone, true, StandardCharsets.UTF_8))
                        .open(address)
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
        assertThat(new PrintedAddress(new PrintWriter(new BrokenWriter()))
                        .open(address)
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    /** A terminal that went away. */
    private static final class BrokenWriter extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("broken pipe");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
