package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import com.tngtech.archunit.lang.ArchRule;
import io.openmsal.domain.planted.AsksAClassForItsMethods;
import io.openmsal.domain.planted.LooksUpAMethodHandle;
import io.openmsal.port.planted.LoadsAClassByName;
import java.util.stream.Stream;

/** Without reflection the core needs no configuration for native images, and no rule about opened packages. */
class NoReflectionInTheCoreTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(
                        LooksUpAMethodHandle.class,
                        noClasses()
                                .that()
                                .resideInAnyPackage(Hexagon.PORTS, Hexagon.DOMAIN)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..")
                                .as("ports and domain use neither reflection nor method handles")),
                provenBy(AsksAClassForItsMethods.class, noCallOf("get(Declared)?(Method|Field|Constructor|Class)e?s?")),
                provenBy(LoadsAClassByName.class, noCallOf("forName|newInstance")));
    }

    private static ArchRule noCallOf(String methods) {
        return noClasses()
                .that()
                .resideInAnyPackage(Hexagon.PORTS, Hexagon.DOMAIN)
                .should()
                .accessTargetWhere(Access.to(Class.class, methods))
                .as("ports and domain do not call Class." + methods);
    }
}
