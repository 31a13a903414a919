package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import com.tngtech.archunit.core.domain.JavaModifier;
import io.openmsal.domain.planted.AsksTheThreadForItsClassLoader;
import io.openmsal.domain.planted.CountsInAStaticField;
import io.openmsal.domain.planted.KeepsAStaticCounter;
import io.openmsal.domain.planted.KeepsAStaticList;
import io.openmsal.domain.planted.LoadsAService;
import io.openmsal.domain.planted.ReadsAPropertyWhenItIsLoaded;
import io.openmsal.domain.planted.SharesAStaticArray;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Two applications in one process, or two deployments in one container, share nothing they did not hand to each other. */
class NothingIsGlobalTest extends HeldRules {

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
}
