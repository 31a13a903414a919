package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import com.tngtech.archunit.lang.ArchRule;
import io.openmsal.domain.planted.IsInjectedTheJakartaWay;
import io.openmsal.domain.planted.IsInjectedTheJavaxWay;
import java.util.stream.Stream;

/** Every class has a plain constructor and can be built with {@code new}; that an injector exists is the wiring's secret. */
class InjectionStaysInTheWiringTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(IsInjectedTheJavaxWay.class, onlyInTheWiring("javax.inject..")),
                provenBy(IsInjectedTheJakartaWay.class, onlyInTheWiring("jakarta.inject..")));
    }

    private static ArchRule onlyInTheWiring(String annotations) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Hexagon.WIRING)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(annotations)
                .as(annotations + " appears only in the wiring");
    }
}
