package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import io.openmsal.planted.KnowsAServlet;
import java.util.stream.Stream;

/** The same jars run in containers of the javax and of the jakarta namespace, and without one: they name neither. */
class ContainersStayOutsideTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(provenBy(
                KnowsAServlet.class,
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "javax.servlet..",
                                "javax.enterprise..",
                                "javax.annotation..",
                                "javax.ejb..",
                                "javax.ws..",
                                "javax.faces..",
                                "javax.persistence..",
                                "jakarta.servlet..",
                                "jakarta.enterprise..",
                                "jakarta.annotation..",
                                "jakarta.ejb..",
                                "jakarta.ws..",
                                "jakarta.faces..",
                                "jakarta.persistence..")
                        .as("no shipped class names a servlet, CDI or other container type")));
    }
}
