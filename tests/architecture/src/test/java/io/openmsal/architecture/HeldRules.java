package io.openmsal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds each rule of a theme against what is shipped, and shows that the rule is able to fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HeldRules {

    abstract Stream<HeldRule> rules();

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void whatIsShippedKeepsTheRule(HeldRule held) {
        held.rule().check(Hexagon.SHIPPED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aPlantedViolationIsCaught(HeldRule held) {
        var report = held.rule().evaluate(new ClassFileImporter().importClasses(held.planted()));

        assertThat(report.getFailureReport().getDetails())
                .isNotEmpty()
                .anyMatch(detail -> detail.contains(held.planted().get(0).getName()));
    }
}
