package io.openmsal.packaging.api;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.AccessModifier;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChangeType;
import japicmp.model.JApiHasAccessModifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What would break programs, by the rules of japicmp: those that run, and those that are compiled anew. */
final class Differences {

    private Differences() {}

    /** One line for each, empty when there is none. */
    static List<String> between(Path promised, List<Path> current) throws IOException {
        List<String> libraries =
                Promise.libraries().stream().map(Path::toString).collect(Collectors.toList());
        JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
        options.setClassPathMode(JarArchiveComparatorOptions.ClassPathMode.TWO_SEPARATE_CLASSPATHS);
        options.setOldClassPath(libraries);
        options.setNewClassPath(libraries);
        List<JApiClass> compared = new JarArchiveComparator(options)
                .compare(
                        List.of(new JApiCmpArchive(promised.toFile(), "promised")),
                        current.stream()
                                .map(jar -> new JApiCmpArchive(jar.toFile(), "current"))
                                .collect(Collectors.toList()));
        return compared.stream()
                .filter(type -> type.getChangeStatus() != JApiChangeStatus.NEW)
                .flatMap(Differences::ofClass)
                .collect(Collectors.toList());
    }

    private static Stream<String> ofClass(JApiClass type) {
        String name = type.getFullyQualifiedName();
        if (type.getChangeStatus() == JApiChangeStatus.REMOVED) {
            return Stream.of(name + ": " + JApiCompatibilityChangeType.CLASS_REMOVED);
        }
        return Stream.of(
                        changes(name, type),
                        changes(name, type.getSuperclass()),
                        type.getInterfaces().stream().flatMap(one -> changes(name, one)),
                        members(type.getConstructors(), one -> name + "." + one.getName()),
                        members(type.getMethods(), one -> name + "." + one.getName()),
                        members(type.getFields(), one -> name + "." + one.getName()))
                .flatMap(lines -> lines)
                .filter(line -> !isNobodysConcern(line, type));
    }

    /** What would concern those who write children of a type that has no children but ours. */
    private static boolean isNobodysConcern(String line, JApiClass type) {
        boolean isOneMoreMethod = line.endsWith(": " + JApiCompatibilityChangeType.METHOD_ADDED_TO_INTERFACE);
        boolean isAbstract = line.endsWith(": " + JApiCompatibilityChangeType.CLASS_NOW_ABSTRACT);
        boolean isInOurChild =
                line.endsWith(": " + JApiCompatibilityChangeType.METHOD_ABSTRACT_ADDED_IN_IMPLEMENTED_INTERFACE);
        boolean isOneMoreAbstract = line.endsWith(": " + JApiCompatibilityChangeType.METHOD_ABSTRACT_ADDED_TO_CLASS);
        Class<?> head = loaded(type.getFullyQualifiedName());
        return (isOneMoreMethod && head.isSealed())
                || (isAbstract && head.isEnum())
                || (isOneMoreAbstract && (head.isEnum() || head.isSealed()))
                || isInOurChild;
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, Differences.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <M extends JApiHasAccessModifier & JApiCompatibility> Stream<String> members(
            List<M> members, Function<M, String> name) {
        return members.stream()
                .filter(member -> !isOfTheStubsAlone(member))
                .flatMap(member -> changes(name.apply(member), member));
    }

    /** A constructor that the compiler wanted. */
    private static boolean isOfTheStubsAlone(JApiHasAccessModifier member) {
        return member.getAccessModifier()
                .getOldModifier()
                .filter(access -> access.getLevel() < AccessModifier.PROTECTED.getLevel())
                .isPresent();
    }

    private static Stream<String> changes(String name, JApiCompatibility part) {
        return part.getCompatibilityChanges().stream()
                .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
                .map(change -> name + ": " + change.getType());
    }
}
