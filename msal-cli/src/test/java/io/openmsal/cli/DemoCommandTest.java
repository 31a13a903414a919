package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
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
        assertThat((List<?>) demo.json().get("scenarios")).hasSizeGreaterThan(40);
        assertThat(demo.out()).doesNotContain("eyJ", "\"access_token\"");
    }
}
