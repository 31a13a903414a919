package io.openmsal.testing.app;

import static io.openmsal.testing.app.MsalAssertions.assertThat;

import io.openmsal.domain.failure.MsalException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that branches on a code is only tested with codes that it will meet. */
class TestFailuresTest {

    private static final List<String> LIBRARY = List.of("msal-domain", "msal-app", "msal-credentials");

    /** Each whose code is the library's own word, and neither the server's nor made by the exception itself. */
    static List<MsalException> failuresInTheLibrarysWords() {
        return List.of(
                TestFailures.outage(),
                TestFailures.noAnswer(),
                TestFailures.timedOut(),
                TestFailures.cancelled(),
                TestFailures.brokerRefused(),
                TestFailures.storeDown(),
                TestFailures.untrusted(),
                TestFailures.misconfigured("no tenant"));
    }

    @ParameterizedTest
    @MethodSource("failuresInTheLibrarysWords")
    void theCodeOfAFailureIsOneThatTheLibraryThrows(MsalException failure) throws IOException {
        String thrown = "new " + failure.getClass().getSimpleName() + "(";
        String code = '"' + failure.errorCode() + '"';

        assertThat(sources())
                .as("a source that makes this failure with the code " + code)
                .anyMatch(source -> source.contains(thrown) && source.contains(code));
    }

    @Test
    void thereIsOneOfEachKind() {
        assertThat(Stream.of(TestFailures.class.getDeclaredMethods())
                        .filter(factory -> Modifier.isPublic(factory.getModifiers()))
                        .map(Method::getReturnType)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(MsalException.class.getPermittedSubclasses());
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String module : LIBRARY) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    sources.add(Files.readString(file));
                }
            }
        }
        return sources;
    }
}
