package io.openmsal.packaging.api;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Declarations as Java text, without bodies: what is promised of classes, one line for each member. {@link ApiStubs} makes classes of
 * it again.
 */
final class ApiText {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private final PublicApi api;
    private final StringBuilder text = new StringBuilder();

    private ApiText(PublicApi api) {
        this.api = api;
    }

    /** Of each module at hand. */
    static Map<String, String> ofAllModules() throws IOException {
        PublicApi api = PublicApi.current();
        Map<String, String> texts = new TreeMap<>();
        for (String module : PublicApi.modules()) {
            texts.put(module, of(api.typesOf(module), api));
        }
        return texts;
    }

    private static String of(List<Class<?>> types, PublicApi api) {
        ApiText written = new ApiText(api);
        String current = "";
        for (Class<?> type : types) {
            if (!type.getPackageName().equals(current)) {
                current = type.getPackageName();
                written.line("", "package " + current + ";");
                written.line("", "");
            }
            written.type("", type);
            written.line("", "");
        }
        return written.text.toString();
    }

    private void line(String indent, String content) {
        text.append(content.isEmpty() ? "" : indent).append(content).append('\n');
    }

    private void type(String indent, Class<?> type) {
        line(indent, header(type) + " {");
        String inner = indent + "    ";
        if (type.isEnum()) {
            line(
                    inner,
                    Stream.of(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", ", "", ";")));
        }
        fields(type).forEach(field -> line(inner, declaration(field)));
        constructors(type).forEach(constructor -> line(inner, declaration(constructor)));
        methods(type).forEach(method -> line(inner, method));
        nested(type).forEach(one -> type(inner, one));
        line(indent, "}");
    }

    private String header(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        StringBuilder header = new StringBuilder();
        header.append(modifiers(type)).append(kind).append(' ').append(type.getSimpleName());
        header.append(TypeText.parameters(type.getTypeParameters()));
        if (type.isRecord()) {
            header.append(Stream.of(type.getRecordComponents())
                    .map(ApiText::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Type parent = parent(type);
        if (parent != null) {
            header.append(" extends ").append(TypeText.of(parent));
        }
        List<Type> interfaces = type.isAnnotation() ? List.of() : interfaces(type);
        header.append(list(type.isInterface() ? " extends " : " implements ", interfaces));
        if (type.isSealed()) {
            header.append(list(
                    " permits ",
                    Stream.of(type.getPermittedSubclasses())
                            .filter(api::has)
                            .sorted(Comparator.comparing(Class::getName))
                            .collect(Collectors.toList())));
        }
        return header.toString();
    }

    private String modifiers(Class<?> type) {
        int bits = type.getModifiers();
        boolean isPlain = !type.isInterface() && !type.isEnum() && !type.isRecord();
        List<String> words = new ArrayList<>();
        words.add(Modifier.isProtected(bits) ? "protected" : "public");
        if (type.getDeclaringClass() != null && Modifier.isStatic(bits) && isPlain) {
            words.add("static");
        }
        if (isPlain && Modifier.isAbstract(bits)) {
            words.add("abstract");
        }
        if (isPlain && Modifier.isFinal(bits)) {
            words.add("final");
        }
        if (type.isSealed() && !type.isEnum()) {
            words.add("sealed");
        } else if (!Modifier.isFinal(bits) && !type.isEnum() && hasSealedParent(type)) {
            words.add("non-sealed");
        }
        return String.join(" ", words) + " ";
    }

    private boolean hasSealedParent(Class<?> type) {
        return Stream.concat(Stream.ofNullable(parent(type)), interfaces(type).stream())
                .flatMap(TypeText::classesIn)
                .filter(parent -> parent.isAssignableFrom(type))
                .anyMatch(Class::isSealed);
    }

    private Type parent(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        boolean isImplied = parent == null
                || parent == Object.class
                || parent == Record.class
                || type.isEnum()
                || type.isInterface();
        return isImplied || !api.has(parent) ? null : type.getGenericSuperclass();
    }

    private List<Type> interfaces(Class<?> type) {
        return Stream.of(type.getGenericInterfaces())
                .filter(one -> TypeText.classesIn(one).allMatch(api::has))
                .collect(Collectors.toList());
    }

    private Stream<Field> fields(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(api::has)
                .filter(field -> !field.isEnumConstant())
                .sorted(Comparator.comparing(Field::getName));
    }

    private static String declaration(Field field) {
        String declared = Modifier.toString(field.getModifiers()) + " " + TypeText.of(field.getGenericType()) + " "
                + field.getName();
        Class<?> type = field.getType();
        return Modifier.isStatic(field.getModifiers()) && (type.isPrimitive() || type == String.class)
                ? declared + " = " + literal(field) + ";"
                : declared + ";";
    }

    private static String literal(Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(null);
            if (value instanceof String string) {
                return "\"" + string.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            }
            return value + (value instanceof Long ? "L" : "");
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Stream<Constructor<?>> constructors(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors())
                .filter(api::has)
                .filter(constructor -> !type.isEnum())
                .filter(constructor -> !isCanonical(constructor))
                .sorted(Comparator.comparing(Constructor::toString));
    }

    private static boolean isCanonical(Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        return type.isRecord()
                && List.of(constructor.getParameterTypes())
                        .equals(Stream.of(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .collect(Collectors.toList()));
    }

    private static String declaration(Constructor<?> constructor) {
        String before = words(constructor.getModifiers(), constructor.getTypeParameters());
        return before + constructor.getDeclaringClass().getSimpleName() + parametersOf(constructor) + ";";
    }

    /** Those of its own, and those of parents that nobody sees. */
    private Set<String> methods(Class<?> type) {
        Set<String> lines = new TreeSet<>(Comparator.comparing(ApiText::fromTheName));
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            if (owner == type || (owner.getName().startsWith("io.openmsal.") && !api.has(owner))) {
                for (Method method : owner.getDeclaredMethods()) {
                    if (isPromised(method, type)) {
                        lines.add(declaration(method));
                    }
                }
            }
        }
        return lines;
    }

    private static String fromTheName(String line) {
        String untilParameters = line.substring(0, line.indexOf('('));
        return line.substring(untilParameters.lastIndexOf(' ') + 1) + line;
    }

    private boolean isPromised(Method method, Class<?> type) {
        boolean ofEveryObject = OF_EVERY_OBJECT.contains(method.getName())
                && (method.getParameterCount() == 0 || method.getName().equals("equals"));
        boolean ofEveryEnum = type.isEnum()
                && Modifier.isStatic(method.getModifiers())
                && (method.getName().equals("values") || method.getName().equals("valueOf"));
        boolean ofTheRecord = type.isRecord()
                && Stream.of(type.getRecordComponents()).anyMatch(component -> method.equals(component.getAccessor()));
        return api.has(method) && !method.isBridge() && !ofEveryObject && !ofEveryEnum && !ofTheRecord;
    }

    private static String declaration(Method method) {
        String before =
                words(method.getModifiers() & ~Modifier.TRANSIENT & ~Modifier.VOLATILE, method.getTypeParameters());
        return (method.isDefault() ? before.replaceFirst("public ", "public default ") : before)
                + TypeText.of(method.getGenericReturnType()) + " " + method.getName() + parametersOf(method) + ";";
    }

    private static String words(int modifiers, java.lang.reflect.TypeVariable<?>... variables) {
        int seen = modifiers & ~Modifier.SYNCHRONIZED & ~Modifier.STRICT & ~Modifier.TRANSIENT & ~Modifier.VOLATILE;
        String parameters = TypeText.parameters(variables);
        return Modifier.toString(seen) + " " + (parameters.isEmpty() ? "" : parameters + " ");
    }

    private static String parametersOf(Executable member) {
        List<String> all = new ArrayList<>();
        Type[] types = member.getGenericParameterTypes();
        Parameter[] parameters = member.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            String type = TypeText.of(types.length == parameters.length ? types[i] : parameters[i].getType());
            boolean isOpen = member.isVarArgs() && i == parameters.length - 1;
            all.add((isOpen ? type.replaceFirst("\\[]$", "...") : type) + " " + parameters[i].getName());
        }
        return "(" + String.join(", ", all) + ")" + list(" throws ", List.of(member.getGenericExceptionTypes()));
    }

    private static String component(RecordComponent component) {
        return TypeText.of(component.getGenericType()) + " " + component.getName();
    }

    private static String list(String before, List<? extends Type> types) {
        return types.isEmpty() ? "" : types.stream().map(TypeText::of).collect(Collectors.joining(", ", before, ""));
    }

    private Stream<Class<?>> nested(Class<?> type) {
        return Stream.<Class<?>>of(type.getDeclaredClasses())
                .filter(api::has)
                .sorted(Comparator.comparing(Class::getName));
    }
}
