package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.openmsal.architecture.HeldRule.provenBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.StrangerException;
import io.openmsal.domain.planted.HomelessException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever catches {@link MsalException} has caught every failure of the domain. */
class FailuresAreOneFamilyTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(
                        StrangerException.class,
                        classes()
                                .that()
                                .resideInAPackage(Hexagon.FAILURES)
                                .and()
                                .haveSimpleNameEndingWith("Exception")
                                .should()
                                .beAssignableTo(MsalException.class)
                                .as("every exception among the failures belongs to the family")),
                provenBy(
                        HomelessException.class,
                        classes()
                                .that()
                                .resideInAPackage(Hexagon.DOMAIN)
                                .and()
                                .areAssignableTo(Throwable.class)
                                .and()
                                .arePublic()
                                .should()
                                .resideInAPackage(Hexagon.FAILURES)
                                .as("the domain keeps the exceptions it throws at others in one package")));
    }

    @Test
    void theFamilyIsClosed() {
        assertThat(MsalException.class.isSealed()).isTrue();
    }
}
