package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.event.Event;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.time.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of flows itself: each gets a token, and none is missing. */
class EveryFlowTest {

    private static final TestClock CLOCK = new TestClock(Instant.now());
    private static final int MOST_REQUESTS = 9;

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(EveryFlow.known(Emulator.builder().clock(CLOCK)));

    private final RecordingEventSink events = new RecordingEventSink();

    /** Not even where personal values are allowed is a secret told, and an operator sleeps. */
    @ParameterizedTest
    @EnumSource
    void getsATokenFromTheProviderAndTellsNothingAboveInfoAndNoSecret(EveryFlow flow) throws IOException {
        Emulator emulator = EMULATOR.get();

        AuthenticationResult result =
                flow.run(new EveryFlow.World(emulator, Emulated.adapters(emulator, CLOCK, events)));

        assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(events.named("token.acquired")).isNotEmpty();
        assertThat(events.atLeast(Event.Level.WARNING)).isEmpty();
        assertThat(events.textWithPersonalValues())
                .doesNotContain(result.accessToken())
                .doesNotContain(emulator.defaultClientSecret().reveal())
                .doesNotContain(EveryFlow.PASSWORD_OF_ALL);
    }

    /** Each of its requests in turn is refused in the words of the request itself, as far as its flow gets. */
    @ParameterizedTest
    @EnumSource
    void tellsNoSecretToWhoeverIsRefusedByAServerThatRepeatsAllThatItWasSent(EveryFlow flow) throws IOException {
        Emulator emulator = EMULATOR.get();
        int refusals = 0;
        for (int nth = 1; nth <= MOST_REQUESTS; nth++) {
            emulator.reset();
            RepeatingServer server = new RepeatingServer(nth);
            StringWriter told = new StringWriter();
            try {
                flow.run(new EveryFlow.World(
                        emulator, server.between(Emulated.adapters(emulator, CLOCK, events), emulator)));
            } catch (MsalException failure) {
                refusals++;
                failure.printStackTrace(new PrintWriter(told, true));
                told.append(serialized(failure));
            }
            assertThat(told + events.textWithPersonalValues())
                    .doesNotContain(server.secretsSent().toArray(String[]::new));
            if (!server.repeated()) {
                break;
            }
        }

        assertThat(refusals).as("refused calls").isPositive();
    }

    /** All that a failure holds, also what it does not print. */
    private static String serialized(MsalException failure) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** By what the compiled table calls. Whoever adds a way to a token adds it there. */
    @Test
    void everyMethodThatGetsATokenIsInTheTable() throws IOException {
        Set<String> ways = Stream.of(
                        PublicClientApplication.class,
                        ConfidentialClientApplication.class,
                        AgentIdentity.class,
                        OnBehalfOfSessions.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .map(Method::getName)
                .filter(name -> name.startsWith("acquireToken"))
                .collect(Collectors.toSet());
        StringBuilder compiled = new StringBuilder();
        for (Class<?> part : EveryFlow.class.getNestMembers()) {
            compiled.append(constantsOf(part));
        }

        assertThat(ways).hasSizeGreaterThan(10).allMatch(name -> compiled.indexOf(constant(name)) >= 0);
    }

    /** A name as class files hold it (JVMS §4.4.7), so that a part of a longer name does not count. */
    private static String constant(String name) {
        return "\u0001" + (char) (name.length() >> 8) + (char) (name.length() & 0xFF) + name;
    }

    private static String constantsOf(Class<?> type) throws IOException {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = EveryFlowTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
