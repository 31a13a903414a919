package io.openmsal.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.openmsal.architecture.HeldRule.provenBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.openmsal.domain.planted.ForgetsItsVersion;
import java.io.Serializable;
import java.util.stream.Stream;

/** What one release put into a session, the next one reads. */
class HandlesAreSerializableForGoodTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(provenBy(
                ForgetsItsVersion.class,
                classes()
                        .that()
                        .areAssignableTo(Serializable.class)
                        .and(describe("have a number of their own", HandlesAreSerializableForGoodTest::countsVersions))
                        .should(sayTheirVersion())
                        .as("what is serializable says its version, and no compiler does")));
    }

    /** Enums are written by name, records have the number 0 (Java Object Serialization Specification, 1.12 and 1.13). */
    private static boolean countsVersions(JavaClass type) {
        return !type.isInterface() && !type.isEnum() && !type.isRecord() && !type.isAnonymousClass();
    }

    private static ArchCondition<JavaClass> sayTheirVersion() {
        return new ArchCondition<>("declare serialVersionUID") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean said = type.tryGetField("serialVersionUID").isPresent();
                events.add(new SimpleConditionEvent(
                        type, said, type.getName() + (said ? " says its version" : " does not say its version")));
            }
        };
    }
}
