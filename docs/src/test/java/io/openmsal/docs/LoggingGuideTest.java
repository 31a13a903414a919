package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.Adapters;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.event.PersonalValues;
import io.openmsal.adapter.event.SystemLoggerEvents;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.event.Event;
import io.openmsal.testing.app.EmulatedApplications;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the code of the guide, and looks through all that a day with the emulator writes. */
class LoggingGuideTest {

    private static final TestClock CLOCK = new TestClock();
    private static final String SCOPE = "https://graph.microsoft.com/.default";

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final Emulator emulator = EMULATOR.get();
    private final List<String> written = new ArrayList<>();
    private final EmulatedApplications world = EmulatedApplications.of(emulator, CLOCK);

    private Adapters writingTo(PersonalValues personal) {
        return world.adapters().withEvents(new SystemLoggerEvents(new Paper(), personal));
    }

    @Test
    void aHealthyDayWritesNothingAboveInfoAndNeverASecret() {
        Adapters adapters = writingTo(PersonalValues.inClear());
        PublicClientApplication app = world.publicClient().adapters(adapters).build();
        ConfidentialClientApplication daemon =
                world.confidentialClient().adapters(adapters).build();

        AuthenticationResult signedIn = app.acquireTokenInteractive("User.Read").execute();
        Account ada = signedIn.account().orElseThrow();
        AuthenticationResult cached = app.acquireTokenSilent(ada, "User.Read").execute();
        CLOCK.advance(Duration.ofHours(2));
        AuthenticationResult renewed = app.acquireTokenSilent(ada, "User.Read").execute();
        AuthenticationResult own = daemon.acquireTokenForClient(SCOPE).execute();

        assertThat(written).hasSizeGreaterThan(6).noneMatch(line -> line.startsWith("WARNING"));
        String all = String.join("\n", written);
        for (AuthenticationResult result : List.of(signedIn, cached, renewed, own)) {
            assertThat(all).doesNotContain(result.accessToken());
        }
        assertThat(all)
                .contains(ada.homeAccountId())
                .doesNotContain(emulator.defaultClientSecret().reveal())
                .doesNotContain("eyJ");
        emulator.requests().stream()
                .flatMap(request -> request.form().entrySet().stream())
                .filter(field -> List.of("code", "code_verifier", "refresh_token", "client_secret", "client_assertion")
                        .contains(field.getKey()))
                .forEach(secret -> assertThat(all).doesNotContain(secret.getValue()));
    }

    @Test
    void whoseTokenItWasIsAHashUnlessAllowed() {
        PublicClientApplication app = world.publicClient()
                .adapters(writingTo(PersonalValues.hashed()))
                .build();

        Account ada =
                app.acquireTokenInteractive("User.Read").execute().account().orElseThrow();

        assertThat(String.join("\n", written)).contains("account=#").doesNotContain(ada.homeAccountId());
    }

    @Test
    void theSinksOfTheGuideTakeEvents() {
        Event event = Event.of(Event.Level.INFO, "x").withPersonal("account", "ada");

        LoggingGuide.both(OpenTelemetry.noop()).emit(event);
        LoggingGuide.personal("kept like a password").emit(event);
        assertThat(LoggingGuide.logged(PublicClientApplication.builder("id")).build())
                .isNotNull();
    }

    /** Where the lines of a test go. */
    private final class Paper implements System.Logger {

        @Override
        public String getName() {
            return "paper";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable why) {
            written.add(level + " " + text);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
            written.add(level + " " + format);
        }
    }
}
