package sample.python;

import io.openmsal.Adapters;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.app.EmulatedApplications;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.time.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where a program runs: its environment, the emulator as all it can reach, and what it printed. */
final class Stage {

    static final String ADA = "ada@contoso.example";

    private final EmulatedApplications applications;
    private final FakeEnvironment environment;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    Stage(Emulator emulator, TestClock clock, FakeEnvironment environment) {
        this.applications = EmulatedApplications.of(emulator, clock);
        this.environment = environment;
        set("TRUSTED_AUTHORITY", emulator.authority("contoso"));
        set("CLIENT_ID", emulator.defaultPublicClientId());
        set("SCOPE", "User.Read");
    }

    Stage set(String variable, String value) {
        environment.withVariable(variable, value);
        return this;
    }

    Adapters world() {
        return applications.adapters().withEnvironment(environment);
    }

    Adapters world(HttpTransport transport) {
        return world().withTransport(transport);
    }

    /** All that was printed, without the part that only says until when a token is good. */
    List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst(", good until [0-9T:.Z-]+$", ""))
                .toList();
    }
}
