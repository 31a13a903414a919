package io.openmsal.packaging.api;

import io.openmsal.packaging.ShippedJars;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Which classes and members are promised. All that is public outside of the domain is. Of the domain, whose packages use each other's
 * classes, that is promised which applications are handed: types that are named by what is public elsewhere, and what those give to somebody
 * who has what they take. A member that names something else is the library's own.
 */
final class PublicApi {

    private static final String OURS = "io.openmsal.";
    private static final String DOMAIN = "io.openmsal.domain.";

    /** The command is used by its options, and the one jar holds the classes of the others. */
    private static final Set<String> NO_API = Set.of("msal-cli", "msal-standalone");

    private final Set<Class<?>> types = new LinkedHashSet<>();

    private PublicApi() {}

    /** Of the jars at hand. */
    static PublicApi current() throws IOException {
        PublicApi api = new PublicApi();
        for (String module : modules()) {
            classesOf(module).filter(type -> !type.getName().startsWith(DOMAIN)).forEach(api.types::add);
        }
        int known = 0;
        while (known < api.types.size()) {
            known = api.types.size();
            List.copyOf(api.types).stream()
                    .flatMap(api::reachedFrom)
                    .filter(type -> type.getName().startsWith(DOMAIN) && isVisible(type))
                    .forEach(api.types::add);
        }
        return api;
    }

    static List<String> modules() throws IOException {
        return ShippedJars.all().stream()
                .map(jar -> jar.getParent().getParent().getFileName().toString())
                .filter(module -> !NO_API.contains(module))
                .toList();
    }

    /** The promised types of a module that are in no other type, by name. */
    List<Class<?>> typesOf(String module) throws IOException {
        return classesOf(module)
                .filter(types::contains)
                .filter(type -> type.getDeclaringClass() == null)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    boolean has(Class<?> type) {
        return !type.getName().startsWith(OURS) || types.contains(type);
    }

    boolean has(Executable member) {
        return isVisible(member.getModifiers(), member.getDeclaringClass())
                && !member.isSynthetic()
                && namedIn(member).allMatch(this::has);
    }

    boolean has(Field field) {
        return isVisible(field.getModifiers(), field.getDeclaringClass())
                && !field.isSynthetic()
                && TypeText.classesIn(field.getGenericType()).allMatch(this::has);
    }

    private static Stream<Class<?>> classesOf(String module) throws IOException {
        List<Class<?>> found = new ArrayList<>();
        Path jar = ShippedJars.jar(module);
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .forEach(name -> found.add(loaded(name)));
        }
        return found.stream().filter(PublicApi::isVisible);
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return !type.isSynthetic()
                && !type.isAnonymousClass()
                && isVisible(type.getModifiers(), outer)
                && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers, Class<?> of) {
        boolean canBeExtended = of != null && !Modifier.isFinal(of.getModifiers());
        return Modifier.isPublic(modifiers) || (canBeExtended && Modifier.isProtected(modifiers));
    }

    private Stream<Class<?>> reachedFrom(Class<?> type) {
        boolean domain = type.getName().startsWith(DOMAIN);
        Stream<Class<?>> members = domain ? returnedBy(type) : namedBy(type);
        Stream<Class<?>> family = type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : Stream.empty();
        Stream<Class<?>> parents = Stream.concat(
                TypeText.classesIn(type.getGenericInterfaces()),
                type.getSuperclass() == null ? Stream.empty() : TypeText.classesIn(type.getGenericSuperclass()));
        return Stream.of(members, family, parents, Stream.of(type.getDeclaredClasses()))
                .flatMap(all -> all);
    }

    private static Stream<Class<?>> namedBy(Class<?> type) {
        Stream<Executable> all =
                Stream.concat(Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors()));
        return Stream.concat(
                all.filter(member -> isVisible(member.getModifiers(), type)).flatMap(PublicApi::namedIn),
                Stream.of(type.getDeclaredFields())
                        .filter(field -> isVisible(field.getModifiers(), type))
                        .flatMap(field -> TypeText.classesIn(field.getGenericType())));
    }

    /** What it gives to those who have what it takes; and what it takes, where it is the application that writes it. */
    private Stream<Class<?>> returnedBy(Class<?> type) {
        boolean isWrittenByOthers = type.isInterface() && !type.isSealed();
        return Stream.of(type.getMethods())
                .filter(method -> method.getDeclaringClass().getName().startsWith(OURS))
                .flatMap(method -> {
                    boolean isCalledByOthers = TypeText.classesIn(method.getGenericParameterTypes())
                            .allMatch(this::has);
                    if (isWrittenByOthers && Modifier.isAbstract(method.getModifiers())) {
                        return namedIn(method);
                    }
                    return isCalledByOthers ? TypeText.classesIn(method.getGenericReturnType()) : Stream.empty();
                });
    }

    private static Stream<Class<?>> namedIn(Executable member) {
        Stream<Class<?>> taken = Stream.concat(
                TypeText.classesIn(member.getGenericParameterTypes()),
                TypeText.classesIn(member.getGenericExceptionTypes()));
        return member instanceof Method method
                ? Stream.concat(taken, TypeText.classesIn(method.getGenericReturnType()))
                : taken;
    }
}
