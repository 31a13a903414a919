package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import io.openmsal.domain.planted.LogsByItself;
import io.openmsal.planted.PrintsAStackTrace;
import io.openmsal.planted.PrintsToTheConsole;
import java.util.stream.Stream;

/** What happened is told to the event sink, which knows what is secret; a console or a log file would not ask. */
class TheLibraryIsQuietTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(
                        PrintsToTheConsole.class,
                        noClasses()
                                .that()
                                .resideOutsideOfPackage(Hexagon.CLI)
                                .should()
                                .accessTargetWhere(Access.to(System.class, "out|err|in|console"))
                                .as("only the command line uses the console")),
                provenBy(
                        PrintsAStackTrace.class,
                        noClasses()
                                .should()
                                .accessTargetWhere(Access.to(Throwable.class, "printStackTrace")
                                        .and(Access.withoutParameters()))
                                .as("nobody prints a stack trace to the console")),
                provenBy(
                        LogsByItself.class,
                        noClasses()
                                .that()
                                .resideInAnyPackage(Hexagon.PORTS, Hexagon.DOMAIN)
                                .should()
                                .accessTargetWhere(Access.to(System.class, "getLogger"))
                                .orShould()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "java.util.logging..", "org.slf4j..", "org.apache.commons.logging..")
                                .as("ports and domain have no logger")));
    }
}
