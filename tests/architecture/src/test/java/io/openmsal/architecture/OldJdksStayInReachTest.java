package io.openmsal.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.openmsal.domain.planted.PrintsHex;
import io.openmsal.planted.AsksForItsProcess;
import io.openmsal.planted.WalksTheStack;
import java.util.Set;
import java.util.stream.Stream;

/** Classes for Java 8 are made from the same sources, so what goes into the one jar keeps to what has a counterpart there. */
class OldJdksStayInReachTest extends HeldRules {

    /** Public API since Java 9 without a Java 8 counterpart; methods that only moved or were added are left to the converter. */
    private static final Set<String> YOUNG_TYPES = Set.of(
            "java.lang.Module",
            "java.lang.ModuleLayer",
            "java.lang.ProcessHandle",
            "java.lang.ScopedValue",
            "java.lang.StackWalker",
            "java.lang.invoke.VarHandle",
            "java.lang.ref.Cleaner",
            "java.net.UnixDomainSocketAddress",
            "java.util.HexFormat",
            "java.util.concurrent.Flow",
            "java.util.concurrent.SubmissionPublisher");

    private static final Set<String> YOUNG_PACKAGES =
            Set.of("java.lang.constant", "java.lang.foreign", "java.lang.module", "java.net.http", "java.util.random");

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(
                        PrintsHex.class,
                        noClasses()
                                .that()
                                .resideInAnyPackage(
                                        Hexagon.PORTS, Hexagon.DOMAIN, Hexagon.ADAPTERS, Hexagon.APP, Hexagon.WIRING)
                                .should()
                                .dependOnClassesThat(
                                        describe("are younger than Java 8", OldJdksStayInReachTest::isYoung))
                                .as(
                                        "ports, domain, adapters and application use no type that Java 8 has no counterpart of")),
                provenBy(WalksTheStack.class, nobodyNames(StackWalker.class)),
                provenBy(AsksForItsProcess.class, nobodyNames(ProcessHandle.class)));
    }

    private static ArchRule nobodyNames(Class<?> type) {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(type)
                .as("no shipped class names " + type.getSimpleName());
    }

    private static boolean isYoung(JavaClass type) {
        String outermost = type.getName().replaceFirst("\\$.*", "");
        return YOUNG_TYPES.contains(outermost) || YOUNG_PACKAGES.contains(type.getPackageName());
    }
}
