package io.openmsal.port.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import io.openmsal.port.event.Event.Level;
import org.junit.jupiter.api.Test;

class EventTest {

    private final Event event = Event.of(Level.INFO, "token.request")
            .with("status", 200)
            .withPersonal("user", "ada@contoso.com")
            .with("host", "login.example.com");

    @Test
    void itPrintsWhatIsSafeAndHidesWhatIsPersonal() {
        assertThat(event).hasToString("token.request status=200 user=[personal] host=login.example.com");
    }

    @Test
    void itsFieldsKeepTheirOrderAndTheirValues() {
        assertThat(event.fields())
                .containsExactly(
                        new EventField("status", "200", Sensitivity.SAFE),
                        new EventField("user", "ada@contoso.com", Sensitivity.PERSONAL),
                        new EventField("host", "login.example.com", Sensitivity.SAFE));
        assertThat(event.name()).isEqualTo("token.request");
        assertThat(event.level()).isEqualTo(Level.INFO);
    }

    @Test
    void aSecretAddedByMistakeStaysOne() {
        assertThat(event.with("token", Secret.of("t0ken")).fields())
                .last()
                .isEqualTo(new EventField("token", "[secret]", Sensitivity.SAFE));
    }

    @Test
    void addingAFieldLeavesTheOriginalAlone() {
        assertThat(Event.of(Level.DEBUG, "a").with("x", 1)).isNotNull();
        assertThat(event.fields()).hasSize(3);
        assertThatThrownBy(() -> event.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theSinkOfNobodyTakesEverything() {
        EventSink.none().emit(event);

        assertThat(EventSink.none()).isSameAs(EventSink.none());
    }
}
