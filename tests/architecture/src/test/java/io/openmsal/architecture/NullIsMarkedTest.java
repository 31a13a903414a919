package io.openmsal.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.openmsal.architecture.HeldRule.provenBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.openmsal.planted.LivesInNoRing;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** NullAway looks only into marked packages: one that nobody marked would go unchecked without a word. */
class NullIsMarkedTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(provenBy(
                LivesInNoRing.class,
                classes()
                        .that(describe("are not nested", (JavaClass type) -> type.isTopLevelClass()))
                        .should(standInANullMarkedPackage())
                        .as("every shipped package is null-marked")));
    }

    private static ArchCondition<JavaClass> standInANullMarkedPackage() {
        return new ArchCondition<>("stand in a null-marked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type,
                        marked,
                        type.getName() + (marked ? " stands" : " does not stand") + " in a marked package"));
            }
        };
    }
}
