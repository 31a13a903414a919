package io.openmsal.packaging.api;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Turns the text of {@link ApiText} into a jar of classes that can be compiled against and compared, and do nothing. What the compiler
 * wants beyond a declaration is added here: bodies, the values of fields, a constructor where none is promised, a child for a sealed
 * type whose children are the library's own.
 */
final class ApiStubs {

    private static final Pattern TYPE = Pattern.compile(
            "^( *)((?:public|protected) [a-z -]*)(class|interface|enum|record|@interface) (\\w+)(.*) \\{$");
    private static final Pattern PARENT = Pattern.compile(" extends ([\\w.]+)");
    private static final Pattern COMPONENTS = Pattern.compile("record \\w+(?:<.*>)?\\((.*)\\)");
    private static final Pattern CONSTRUCTOR = Pattern.compile("^ *(?:public|protected) (?:<.*> )?(\\w+)\\(.*");

    private final StringBuilder source = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();

    /** A type whose end has not come yet. */
    private record Open(String kind, String name, String header, List<String> constructors) {

        boolean isInterface() {
            return kind.endsWith("interface");
        }
    }

    private final String home;
    private final Map<String, String> constructors;

    private ApiStubs(String home, Map<String, String> constructors) {
        this.home = home;
        this.constructors = constructors;
    }

    /** Compiles what was written of all modules into one jar. */
    static Path jar(Map<String, String> textOfEachModule, List<Path> libraries, Path folder) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        Map<String, String> constructors = new TreeMap<>();
        textOfEachModule.values().forEach(text -> noteConstructors(text, constructors));
        textOfEachModule.values().forEach(text -> sources.putAll(sourcesIn(text, constructors)));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        if (!sources.isEmpty()) {
            compile(sources, libraries, classes);
        }
        return packed(classes, folder.resolve("api.jar"));
    }

    /** Compiles Java sources, by the name of their type. */
    static void compile(Map<String, String> sources, List<Path> classPath, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release", "17", "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", joined(classPath));
            List<JavaFileObject> units =
                    sources.entrySet().stream().map(ApiStubs::unit).collect(Collectors.toList());
            if (!compiler.getTask(said, files, null, options, null, units).call()) {
                throw new IllegalStateException(said.toString());
            }
        }
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static JavaFileObject unit(Map.Entry<String, String> source) {
        URI name = URI.create("memory:///" + source.getKey().replace('.', '/') + ".java");
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.getValue();
            }
        };
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().collect(Collectors.toList())) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    /** Notes the parameters that a child's constructor has to pass on, of each class that is in no other, by its name. */
    private static void noteConstructors(String text, Map<String, String> constructors) {
        String home = "";
        String name = "";
        for (String line : text.split("\n")) {
            Matcher type = TYPE.matcher(line);
            Matcher constructor = CONSTRUCTOR.matcher(line);
            if (line.startsWith("package ")) {
                home = line.substring("package ".length(), line.length() - 1);
            } else if (type.matches() && type.group(1).isEmpty()) {
                name = type.group(4);
            } else if (constructor.matches() && constructor.group(1).equals(name)) {
                constructors.putIfAbsent(home + "." + name, line.substring(line.indexOf('(') + 1, line.indexOf(')')));
            }
        }
    }

    /** One compilation unit for each type that is in no other. */
    private static Map<String, String> sourcesIn(String text, Map<String, String> constructors) {
        Map<String, String> sources = new TreeMap<>();
        String home = "";
        ApiStubs current = new ApiStubs(home, constructors);
        for (String line : text.split("\n")) {
            if (line.startsWith("package ")) {
                home = line.substring("package ".length(), line.length() - 1);
            } else if (!line.isEmpty()) {
                Matcher type = TYPE.matcher(line);
                if (type.matches() && type.group(1).isEmpty()) {
                    current = new ApiStubs(home, constructors);
                    current.source.append("package ").append(home).append(";\n");
                }
                String name = current.take(line);
                if (current.open.isEmpty()) {
                    sources.put(home + "." + name, current.source.toString());
                }
            }
        }
        return sources;
    }

    /** Takes a line and gives the name of the type it is in. */
    private String take(String line) {
        Matcher type = TYPE.matcher(line);
        if (type.matches()) {
            open.push(new Open(type.group(3), type.group(4), line, new ArrayList<>()));
            source.append(line).append('\n');
        } else if (line.strip().equals("}")) {
            return close(line);
        } else {
            source.append(member(line)).append('\n');
        }
        return open.getLast().name();
    }

    private String close(String line) {
        Open ended = open.pop();
        if (ended.kind().equals("class") && ended.constructors().stream().noneMatch(one -> one.contains("()"))) {
            source.append(ended.name()).append("() { ").append(firstCall(ended)).append("throw null; }\n");
        }
        source.append(line).append('\n');
        if (ended.header().contains("sealed ")
                && !ended.header().contains("non-sealed")
                && !ended.header().contains(" permits ")) {
            hiddenChild(ended);
        }
        return ended.name();
    }

    private void hiddenChild(Open parent) {
        if (!open.isEmpty()) {
            throw new IllegalStateException(
                    "A nested sealed type without children that anybody sees: " + parent.name());
        }
        source.append("abstract non-sealed class ChildOf")
                .append(parent.name())
                .append(parent.isInterface() ? " implements " : " extends ")
                .append(parent.name())
                .append(" {}\n");
    }

    private String member(String line) {
        Open in = open.element();
        String declared = line.substring(0, line.length() - 1);
        if (line.contains("(") && !line.contains(" = ")) {
            Matcher constructor = CONSTRUCTOR.matcher(line);
            if (constructor.matches() && constructor.group(1).equals(in.name())) {
                in.constructors().add(line);
                return declared + " { " + firstCall(in) + "throw null; }";
            }
            return line.contains(" abstract ") ? line : declared + " { throw null; }";
        }
        boolean isConstantOfAnEnum =
                !line.strip().startsWith("public ") && !line.strip().startsWith("protected ");
        return line.contains(" = ") || isConstantOfAnEnum || !line.contains(" final ") ? line : declared + " = null;";
    }

    /**
     * To the canonical constructor of a record; nothing where the parent is a stub of the same package, which has a constructor without
     * parameters; of another package one that is promised.
     */
    private String firstCall(Open type) {
        if (type.kind().equals("record")) {
            Matcher components = COMPONENTS.matcher(type.header());
            return components.find() ? "this(" + nothingFor(components.group(1)) + "); " : "";
        }
        Matcher parent = PARENT.matcher(type.header().replaceFirst("<.*?> extends", " extends"));
        String name = parent.find() ? parent.group(1) : "Object";
        if (!name.startsWith("io.openmsal.")) {
            return superCall(name.contains(".") ? name : "java.lang." + name);
        }
        boolean isNear = name.substring(0, name.lastIndexOf('.')).equals(home);
        return isNear ? "" : "super(" + nothingFor(constructors.getOrDefault(name, "")) + "); ";
    }

    private static String superCall(String parent) {
        try {
            Constructor<?> shortest = Stream.of(Class.forName(parent, false, ApiStubs.class.getClassLoader())
                            .getDeclaredConstructors())
                    .filter(one -> Modifier.isPublic(one.getModifiers()) || Modifier.isProtected(one.getModifiers()))
                    .min(Comparator.comparing(Constructor::getParameterCount))
                    .orElseThrow();
            return Stream.of(shortest.getParameterTypes())
                    .map(type -> nothing(type.getTypeName()))
                    .collect(Collectors.joining(", ", "super(", "); "));
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** A value for each of {@code Type name, Type<A, B> name}. */
    private static String nothingFor(String components) {
        return Stream.of(components.replaceAll("<[^()]*?>(?= )", "").split(", "))
                .filter(component -> !component.isEmpty())
                .map(component -> nothing(component.split(" ")[0]))
                .collect(Collectors.joining(", "));
    }

    private static String nothing(String type) {
        return switch (type) {
            case "boolean" -> "false";
            case "byte", "short", "char", "int", "long", "float", "double" -> "(" + type + ") 0";
            default -> "null";
        };
    }
}
