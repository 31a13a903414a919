package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.cli.demo.Outcome;
import io.openmsal.port.Cancellation;
import io.openmsal.testing.managedidentity.EmulatedHost;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(300)
class DemoCommandTest {

    @Test
    void everyScenarioGoesAsItShould() {
        var demo = new TestShell().run("demo");

        assertThat(demo.out()).doesNotContain("FAILED").containsPattern("([0-9]+) of \\1 as expected");
        assertThat(demo.err()).isEmpty();
        assertThat(demo.code()).isZero();
    }

    @Test
    void programsGetADocumentAndNobodyAToken() {
        var demo = new TestShell().run("demo", "--output", "json");

        assertThat(demo.json()).containsOnlyKeys("ok", "requests", "milliseconds", "scenarios");
        assertThat((List<?>) demo.json().get("scenarios"))
                .hasSizeGreaterThan(80)
                .extracting(scenario ->
                        String.valueOf(((Map<?, ?>) scenario).get("flow")).replaceFirst(":.*", ""))
                .contains(
                        "sign in",
                        "silently",
                        "application",
                        "request",
                        "bound",
                        "on behalf of",
                        "session",
                        "agent",
                        "broker",
                        "managed identity",
                        "credentials",
                        "failure");
        assertThat(demo.out()).doesNotContain("eyJ", "\"access_token\"");
    }

    @Test
    void everyHostOfManagedIdentitiesIsShown() {
        var demo = new TestShell().run("demo", "--output", "json");

        assertThat((List<?>) demo.json().get("scenarios"))
                .extracting(scenario -> String.valueOf(((Map<?, ?>) scenario).get("flow")))
                .containsAll(Stream.of(EmulatedHost.values())
                        .map(DemoCommandTest::scenarioOf)
                        .toList());
    }

    private static String scenarioOf(EmulatedHost host) {
        return switch (host) {
            case IMDS -> "managed identity: virtual machine";
            case IMDS_V2 -> "managed identity v2: bound to a certificate";
            case APP_SERVICE -> "managed identity: App Service";
            case AZURE_ARC -> "managed identity: Arc, key file";
            case SERVICE_FABRIC -> "managed identity: Service Fabric, pinned";
            case MACHINE_LEARNING -> "managed identity: Machine Learning";
            case CLOUD_SHELL -> "managed identity: Cloud Shell";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void ctrlCEndsItBeforeTheNextScenarioAndCountsAsCancelled(String form) {
        Outcome fine = new Outcome("canary", true, "as it should", Optional.empty(), 1, Duration.ofMillis(3));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Cancellation ctrlC = new Cancellation();
        Shell shell = new Shell(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Map.of(),
                what -> Optional.empty(),
                ctrlC);
        DemoCommand demo = new DemoCommand(shell, each -> {
            ctrlC.cancel();
            each.accept(fine);
            throw new AssertionError("The next scenario has begun");
        });

        assertThat(new CommandLine(demo)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler(new FailureReport(shell))
                        .execute("--output", form))
                .isEqualTo(5);

        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void oneScenarioThatGoesWrongMakesItFail(String form) {
        Outcome fine = new Outcome("the first", true, "as it should", Optional.empty(), 1, Duration.ofMillis(3));
        Outcome wrong = new Outcome("the second", false, "otherwise", Optional.empty(), 2, Duration.ofMillis(4));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Shell shell = new Shell(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Map.of(),
                what -> Optional.empty(),
                new Cancellation());
        DemoCommand demo = new DemoCommand(shell, each -> {
            each.accept(fine);
            each.accept(wrong);
            return List.of(fine, wrong);
        });

        assertThat(new CommandLine(demo)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute("--output", form))
                .isEqualTo(1);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsAnyOf("FAILED  the second", "\"ok\":false")
                .doesNotContain("2 of 2");
    }
}
