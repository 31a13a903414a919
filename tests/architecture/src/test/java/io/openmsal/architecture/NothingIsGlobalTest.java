package io.openmsal.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import io.openmsal.domain.planted.AsksTheThreadForItsClassLoader;
import io.openmsal.domain.planted.ChangesAStaticObject;
import io.openmsal.domain.planted.CountsInAStaticField;
import io.openmsal.domain.planted.KeepsAStaticCounter;
import io.openmsal.domain.planted.KeepsAStaticList;
import io.openmsal.domain.planted.LoadsAService;
import io.openmsal.domain.planted.ReadsAPropertyWhenItIsLoaded;
import io.openmsal.domain.planted.RemembersInAStaticObject;
import io.openmsal.domain.planted.SharesAStaticArray;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two applications in one process, or two deployments in one container, share nothing they did not hand to each other. */
class NothingIsGlobalTest extends HeldRules {

    /**
     * The two exceptions: the cache that applications share which bring nothing of their own
     * (docs/decisions/0050-one-cache-for-managed-identities.md), and the lock files that a process has open
     * (docs/decisions/0173-a-lock-file-is-open-once-in-a-process.md).
     */
    private static final Set<String> EXCEPTIONS =
            Set.of("io.openmsal.ProcessWideCache.SHARED", "io.openmsal.adapter.cache.LockFiles.OF_THIS_PROCESS");

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(
                        LoadsAService.class,
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .areAssignableTo(ServiceLoader.class)
                                .as("nothing is found through ServiceLoader")),
                provenBy(
                        AsksTheThreadForItsClassLoader.class,
                        noClasses()
                                .should()
                                .accessTargetWhere(Access.to(Thread.class, "[gs]etContextClassLoader"))
                                .as("nobody asks a thread for its class loader")),
                provenBy(
                        CountsInAStaticField.class,
                        fields().that()
                                .areStatic()
                                .and()
                                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                                .should()
                                .beFinal()
                                .as("static fields are final")),
                provenBy(
                        KeepsAStaticCounter.class,
                        fields().that()
                                .areStatic()
                                .should(StaticState.notHoldAMutableThing())
                                .as("static fields hold no counter, lock, buffer or random source")),
                provenBy(
                        KeepsAStaticList.class,
                        fields().that()
                                .areStatic()
                                .should(StaticState.beUnmodifiableIfACollection())
                                .as("collections in static fields cannot be changed")),
                provenBy(RemembersInAStaticObject.class, nothingStaticRemembersBut(EXCEPTIONS)),
                provenBy(ChangesAStaticObject.class, nothingStaticRemembersBut(EXCEPTIONS)),
                provenBy(
                        SharesAStaticArray.class,
                        fields().that()
                                .areStatic()
                                .and()
                                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                                .should(StaticState.bePrivateIfAnArray())
                                .as("arrays in static fields are private")),
                provenBy(
                        ReadsAPropertyWhenItIsLoaded.class,
                        noClasses()
                                .should(StaticState.touchTheOutsideWorldWhenLoaded())
                                .as("loading a class reads no file, property or variable and starts nothing")));
    }

    private static ArchRule nothingStaticRemembersBut(Set<String> exceptions) {
        return fields().that()
                .areStatic()
                .and(describe("are none of " + exceptions, field -> !exceptions.contains(field.getFullName())))
                .should(StaticState.holdNothingThatRemembers())
                .as("no static field but " + exceptions + " holds an object that remembers");
    }

    @Test
    void theExceptionsAreNeededAndAreTwoFields() {
        assertThat(nothingStaticRemembersBut(Set.of())
                        .evaluate(Hexagon.SHIPPED)
                        .getFailureReport()
                        .getDetails())
                .extracting(detail -> detail.substring(0, detail.indexOf(' ')))
                .containsExactlyInAnyOrderElementsOf(EXCEPTIONS);
    }
}
