package io.openmsal.adapter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.event.EventSinkContract;
import org.junit.jupiter.api.Test;

class SystemLoggerEventsTest extends EventSinkContract {

    private final Lines lines = new Lines(System.Logger.Level.DEBUG);

    @Override
    protected EventSink sink() {
        return new SystemLoggerEvents();
    }

    private String written(PersonalValues personal, Event event) {
        new SystemLoggerEvents(lines, personal).emit(event);
        return lines.written().get(lines.written().size() - 1);
    }

    @Test
    void anEventIsOneLineOfItsLevel() {
        Event event = Event.of(Event.Level.WARNING, "http.retry")
                .with("host", "login.example")
                .with("attempt", 2);

        assertThat(written(PersonalValues.hashed(), event))
                .isEqualTo("WARNING http.retry host=login.example attempt=2");
    }

    @Test
    void whatNobodyListensToIsNotWritten() {
        Lines quiet = new Lines(System.Logger.Level.WARNING);
        EventSink sink = new SystemLoggerEvents(quiet, value -> {
            throw new AssertionError("rendered for nobody");
        });

        sink.emit(Event.of(Event.Level.INFO, "token.acquired").withPersonal("account", "ada"));

        assertThat(quiet.written()).isEmpty();
    }

    @Test
    void aPersonIsAHashThatIsTheSameInEachLineAndAnotherInEachProcess() {
        Event event = Event.of(Event.Level.INFO, "x").withPersonal("account", "ada@contoso.example");
        PersonalValues ours = PersonalValues.hashed();

        String line = written(ours, event);

        assertThat(line).matches("INFO x account=#[0-9a-f]{16}").isEqualTo(written(ours, event));
        assertThat(written(PersonalValues.hashed(), event)).isNotEqualTo(line);
    }

    @Test
    void withAKeyOfTheOperatorsAPersonIsTheSameInAllProcesses() {
        Event event = Event.of(Event.Level.INFO, "x").withPersonal("account", "ada@contoso.example");

        String line = written(PersonalValues.hashedWith(Secret.of("kept like a password")), event);

        assertThat(line).isEqualTo(written(PersonalValues.hashedWith(Secret.of("kept like a password")), event));
        assertThat(line).isNotEqualTo(written(PersonalValues.hashedWith(Secret.of("another")), event));
    }

    @Test
    void aPersonIsInClearWhereTheOperatorHasAllowedIt() {
        Event event = Event.of(Event.Level.INFO, "x").withPersonal("account", "ada@contoso.example");

        assertThat(written(PersonalValues.inClear(), event)).isEqualTo("INFO x account=ada@contoso.example");
    }

    @Test
    void aSecretIsNeverWritten() {
        Event event = Event.of(Event.Level.INFO, "x")
                .with("secret", Secret.of("hunter2"))
                .with("token", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl");

        assertThat(written(PersonalValues.inClear(), event))
                .doesNotContain("hunter2")
                .doesNotContain("eyJ")
                .doesNotContain("c2lnbmF0dXJl")
                .endsWith("token=Bearer [token]");
    }

    @Test
    void aTokenThatIsCutAtTheLongestLengthIsNotWrittenEither() {
        String token = "eyJhbGciOiJub25lIn0." + "a".repeat(2_000);

        assertThat(written(
                        PersonalValues.inClear(),
                        Event.of(Event.Level.INFO, "x").with("t", token)))
                .hasSizeLessThan(50);
    }

    @Test
    void noValueCanForgeALine() {
        Event event = Event.of(Event.Level.INFO, "x")
                .with("value", "a\r\nWARNING forged\u2028b\u0085c\u001b[31m\u009b2J")
                .withPersonal("name", "d\ne");

        assertThat(written(PersonalValues.inClear(), event))
                .isEqualTo("INFO x value=a??WARNING forged?b?c?[31m?2J name=d?e");
    }

    @Test
    void aLongValueIsCut() {
        assertThat(written(
                        PersonalValues.inClear(),
                        Event.of(Event.Level.INFO, "x").with("v", "z".repeat(100_000))))
                .hasSizeLessThan(1_100)
                .endsWith("z…");
    }
}
