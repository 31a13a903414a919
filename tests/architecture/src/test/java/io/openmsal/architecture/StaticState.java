package io.openmsal.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What a static field may hold, and what a static initialiser may do. */
final class StaticState {

    private static final List<Class<?>> MUTABLE = List.of(
            AtomicBoolean.class,
            AtomicReference.class,
            ThreadLocal.class,
            StringBuilder.class,
            StringBuffer.class,
            Random.class,
            Lock.class,
            Thread.class,
            Executor.class);

    private static final DescribedPredicate<JavaAccess<?>> OUTSIDE_WORLD = Access.any(
            Access.to(System.class, "getProperty|getenv|getProperties|setProperty"),
            Access.to(Thread.class, ".*"),
            Access.to(java.io.File.class, ".*"),
            Access.to(java.io.InputStream.class, ".*"),
            Access.to(java.nio.file.Files.class, ".*"),
            Access.to(java.net.InetAddress.class, ".*"),
            Access.to(java.net.URL.class, "open.*"),
            Access.to(java.util.concurrent.Executors.class, ".*"),
            Access.to(java.util.concurrent.ForkJoinPool.class, ".*"));

    private StaticState() {}

    static ArchCondition<JavaField> notHoldAMutableThing() {
        return condition("not hold a mutable thing", (field, events) -> {
            if (isMutable(field.getRawType())) {
                events.add(violated(field, "is static and can change"));
            }
        });
    }

    static ArchCondition<JavaField> beUnmodifiableIfACollection() {
        return condition("be unmodifiable if it is a collection", (field, events) -> {
            if (isCollection(field.getRawType()) && !isUnmodifiable(valueOf(field.reflect()))) {
                events.add(violated(field, "is static and its collection can change"));
            }
        });
    }

    static ArchCondition<JavaField> bePrivateIfAnArray() {
        return condition("be private if it is an array", (field, events) -> {
            if (field.getRawType().isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE)) {
                events.add(violated(field, "is static, an array, and open to others"));
            }
        });
    }

    static ArchCondition<JavaClass> touchTheOutsideWorldWhenLoaded() {
        return new ArchCondition<>("touch the outside world when loaded") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getStaticInitializer()
                        .ifPresent(initializer -> initializer.getAccessesFromSelf().stream()
                                .filter(OUTSIDE_WORLD)
                                .forEach(access ->
                                        events.add(SimpleConditionEvent.satisfied(access, access.getDescription()))));
            }
        };
    }

    private static boolean isMutable(JavaClass type) {
        Predicate<Class<?>> isA = type::isAssignableTo;
        boolean counter = isA.test(Number.class) && type.getPackageName().equals(AtomicBoolean.class.getPackageName());
        return counter || MUTABLE.stream().anyMatch(isA);
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }

    /** What the JDK's own unmodifiable collections are called: there is no question one could ask them instead. */
    private static boolean isUnmodifiable(Object collection) {
        String type = collection.getClass().getName();
        return type.startsWith("java.util.ImmutableCollections$")
                || type.startsWith("java.util.Collections$Unmodifiable")
                || type.startsWith("java.util.Collections$Empty")
                || type.startsWith("java.util.Collections$Singleton");
    }

    private static Object valueOf(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot look into " + field, e);
        }
    }

    private static ConditionEvent violated(JavaField field, String how) {
        return SimpleConditionEvent.violated(field, field.getFullName() + " " + how);
    }

    private static ArchCondition<JavaField> condition(String says, BiConsumer<JavaField, ConditionEvents> check) {
        return new ArchCondition<>(says) {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                check.accept(field, events);
            }
        };
    }
}
