package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import io.openmsal.domain.planted.ReadsAProperty;
import io.openmsal.domain.planted.ReadsAVariable;
import java.util.stream.Stream;

/**
 * What is decided by variables, such as which Azure host this is, is a function of the {@code Environment} that is handed in: a test
 * plays any host, and the real process never shows through.
 */
class TheSurroundingsComeThroughAPortTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(
                        ReadsAVariable.class,
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(Hexagon.SYSTEM, Hexagon.CLI)
                                .should()
                                .accessTargetWhere(Access.to(System.class, "getenv"))
                                .as("only the adapter of the environment and the command line read variables")),
                provenBy(
                        ReadsAProperty.class,
                        noClasses()
                                .that()
                                .resideInAnyPackage(
                                        Hexagon.PORTS, Hexagon.DOMAIN, Hexagon.APP, Hexagon.WIRING, Hexagon.CREDENTIALS)
                                .should()
                                .accessTargetWhere(Access.any(
                                        Access.to(System.class, "getProperty|getProperties"),
                                        Access.to(Boolean.class, "getBoolean"),
                                        Access.to(Integer.class, "getInteger"),
                                        Access.to(Long.class, "getLong")))
                                .as("nothing inside of the adapters reads properties")));
    }
}
