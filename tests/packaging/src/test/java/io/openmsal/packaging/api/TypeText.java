package io.openmsal.packaging.api;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types as Java spells them, and what they are made of. */
final class TypeText {

    private TypeText() {}

    static String of(Type type) {
        if (type instanceof Class<?> named) {
            return named.isArray() ? of(named.getComponentType()) + "[]" : nameOf(named);
        }
        if (type instanceof GenericArrayType array) {
            return of(array.getGenericComponentType()) + "[]";
        }
        if (type instanceof ParameterizedType generic) {
            return of(generic.getRawType()) + joined(generic.getActualTypeArguments(), "<", ", ", ">");
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getLowerBounds().length > 0
                    ? "?" + joined(wildcard.getLowerBounds(), " super ", " & ", "")
                    : "?" + bounds(wildcard.getUpperBounds());
        }
        return type.getTypeName();
    }

    /** {@code <T extends X>}, or nothing. */
    static String parameters(TypeVariable<?>... variables) {
        return variables.length == 0
                ? ""
                : Stream.of(variables)
                        .map(variable -> variable.getName() + bounds(variable.getBounds()))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    /** All classes that a type names. */
    static Stream<Class<?>> classesIn(Type type) {
        if (type instanceof Class<?> named) {
            return named.isArray() ? classesIn(named.getComponentType()) : Stream.of(named);
        }
        if (type instanceof GenericArrayType array) {
            return classesIn(array.getGenericComponentType());
        }
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(classesIn(generic.getRawType()), classesIn(generic.getActualTypeArguments()));
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.concat(classesIn(wildcard.getLowerBounds()), classesIn(wildcard.getUpperBounds()));
        }
        // a type variable: its bounds are named where it is declared
        return Stream.empty();
    }

    static Stream<Class<?>> classesIn(Type... types) {
        return Stream.of(types).flatMap(TypeText::classesIn);
    }

    private static String nameOf(Class<?> type) {
        String name = type.getCanonicalName();
        return type.getPackageName().equals("java.lang") ? name.replaceFirst("^java\\.lang\\.", "") : name;
    }

    private static String bounds(Type... bounds) {
        return Arrays.equals(bounds, new Type[] {Object.class}) ? "" : joined(bounds, " extends ", " & ", "");
    }

    private static String joined(Type[] types, String before, String between, String after) {
        return Stream.of(types).map(TypeText::of).collect(Collectors.joining(between, before, after));
    }
}
