package io.openmsal.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of a migration guide: a name of the other library in each row, and what stands in its place. */
record Counterparts(Map<String, String> rows) {

    private static final Pattern ROW = Pattern.compile("^\\| (?:\\*\\*)?`([^`]+)`(?:\\*\\*)? \\| (.+) \\|$");
    private static final Pattern OURS = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_]+)*)`");

    /** The argument has the name that it is called by, or that of the other library's. */
    private static final Pattern ARGUMENT =
            Pattern.compile("(?:an argument|the argument `([a-z]\\w*)`) of `([A-Z]\\w*\\.\\w+)`");

    private static final Pattern REASON = Pattern.compile("^(?:none needed|not offered): \\S+ \\S+");
    private static final Pattern PUT_OFF = Pattern.compile("(?i)\\b(?:yet|todo|later)\\b");

    static Counterparts in(Path guide) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(guide)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && rows.put(row.group(1), row.group(2)) != null) {
                throw new IllegalStateException(row.group(1) + " stands twice in " + guide);
            }
        }
        return new Counterparts(rows);
    }

    /**
     * What the guide says of ours, as {@code Type}, {@code Type.method} or {@code Type.method(argument)}, and does not exist as public
     * API.
     */
    Set<String> promisedInVain() {
        List<JavaClass> types = publicTypes();
        Set<String> existing = types.stream().flatMap(Counterparts::namesOf).collect(Collectors.toSet());
        Set<String> inVain = rows.values().stream()
                .flatMap(text -> OURS.matcher(text).results().map(match -> match.group(1)))
                .filter(name -> !existing.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        rows.forEach((theirs, text) -> ARGUMENT.matcher(text).results().forEach(match -> {
            String argument =
                    Optional.ofNullable(match.group(1)).orElseGet(() -> theirs.substring(theirs.lastIndexOf('.') + 1));
            if (argumentsOf(match.group(2), types).noneMatch(argument::equals)) {
                inVain.add(match.group(2) + "(" + argument + ")");
            }
        }));
        return inVain;
    }

    /** Rows that neither name something of ours nor say why they do not, or that put it off. */
    Set<String> leftOpen() {
        return rows.entrySet().stream()
                .filter(row -> !isAnswered(row.getValue()))
                .map(row -> row.getKey() + ": " + row.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAnswered(String text) {
        boolean namesOurs = OURS.matcher(text).find();
        return (namesOurs || REASON.matcher(text).find())
                && !PUT_OFF.matcher(text).find();
    }

    private static List<JavaClass> publicTypes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.openmsal").stream()
                        .filter(Counterparts::isPublic)
                        .toList();
    }

    /** Of every method of the name, as they are called in its source. */
    private static Stream<String> argumentsOf(String name, List<JavaClass> types) {
        return types.stream()
                .flatMap(type ->
                        type.getMethods().stream().filter(method -> name.equals(nameOf(type) + "." + method.getName())))
                .flatMap(method -> Stream.of(method.reflect().getParameters()))
                .map(Parameter::getName);
    }

    private static String nameOf(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static Stream<String> namesOf(JavaClass type) {
        String name = nameOf(type);
        Stream<String> methods = type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaMethod::getName);
        Stream<String> constants = type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaField::getName);
        return Stream.concat(Stream.of(name), Stream.concat(methods, constants).map(member -> name + "." + member));
    }
}
