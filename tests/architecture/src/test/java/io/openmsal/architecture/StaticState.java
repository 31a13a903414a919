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
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

    /** Objects of ours are looked into, and so is what they hold: none of it can change, and nothing can be put into it. */
    static ArchCondition<JavaField> holdNothingThatRemembers() {
        return condition(
                "hold nothing that remembers",
                (field, events) -> memoryIn(
                                valueOf(field.reflect()), Collections.newSetFromMap(new IdentityHashMap<>()))
                        .ifPresent(what -> events.add(violated(field, "is static and remembers in " + what))));
    }

    private static Optional<String> memoryIn(Object value, Set<Object> seen) {
        if (value == null || !seen.add(value)) {
            return Optional.empty();
        }
        if (value instanceof Collection<?> all) {
            return isUnmodifiable(value) ? anyMemory(all.stream(), seen) : Optional.of("a collection");
        }
        if (value instanceof Map<?, ?> map) {
            return isUnmodifiable(value) ? anyMemory(map.values().stream(), seen) : Optional.of("a map");
        }
        if (isMutable(value.getClass())) {
            return Optional.of(value.getClass().getSimpleName());
        }
        return value.getClass().getName().startsWith("io.openmsal.") && !(value instanceof Enum)
                ? memoryInFieldsOf(value, seen)
                : Optional.empty();
    }

    private static Optional<String> memoryInFieldsOf(Object value, Set<Object> seen) {
        for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                if (!Modifier.isFinal(field.getModifiers())) {
                    return Optional.of(type.getSimpleName() + "." + field.getName());
                }
                if (!field.getType().isPrimitive()) {
                    Optional<String> inside = memoryIn(valueOf(field, value), seen);
                    if (inside.isPresent()) {
                        return Optional.of(type.getSimpleName() + "." + field.getName() + ": " + inside.get());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> anyMemory(Stream<?> values, Set<Object> seen) {
        return values.map(value -> memoryIn(value, seen))
                .filter(Optional::isPresent)
                .findFirst()
                .orElse(Optional.empty());
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

    private static boolean isMutable(Class<?> type) {
        boolean counter =
                Number.class.isAssignableFrom(type) && type.getPackage().equals(AtomicBoolean.class.getPackage());
        return counter || MUTABLE.stream().anyMatch(mutable -> mutable.isAssignableFrom(type));
    }

    private static Object valueOf(Field field) {
        return valueOf(field, null);
    }

    private static Object valueOf(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
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
