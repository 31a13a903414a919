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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two applications in one process, or two deployments in one container, share nothing they did not hand to each other. */
class NothingIsGlobalTest extends HeldRules {

    /**
     * The one exception: the cache that applications share which bring nothing of their own
     * (docs/decisions/0050-one-cache-for-managed-identities.md).
     */
    private static final String SHARED_CACHE = "io.openmsal.ProcessWideCache.SHARED";

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
                provenBy(RemembersInAStaticObject.class, nothingStaticRemembersBut(SHARED_CACHE)),
                provenBy(ChangesAStaticObject.class, nothingStaticRemembersBut(SHARED_CACHE)),
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

    private static ArchRule nothingStaticRemembersBut(String exception) {
        return fields().that()
                .areStatic()
                .and(describe(
                        "are not " + exception, field -> !field.getFullName().equals(exception)))
                .should(StaticState.holdNothingThatRemembers())
                .as("no static field but " + exception + " holds an object that remembers");
    }

    @Test
    void theOneExceptionIsNeededAndIsOneField() {
        assertThat(nothingStaticRemembersBut("nothing")
                        .evaluate(Hexagon.SHIPPED)
                        .getFailureReport()
                        .getDetails())
                .singleElement()
                .asString()
                .startsWith(SHARED_CACHE + " ");
    }
}
