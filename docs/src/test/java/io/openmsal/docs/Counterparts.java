package io.openmsal.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    /** What the guide says of ours, as {@code Type} or {@code Type.method}, and does not exist as public API. */
    Set<String> promisedInVain() {
        Set<String> existing = publicNames();
        return rows.values().stream()
                .flatMap(text -> OURS.matcher(text).results().map(match -> match.group(1)))
                .filter(name -> !existing.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
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

    private static Set<String> publicNames() {
        Set<String> names = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.openmsal").stream()
                        .filter(Counterparts::isPublic)
                        .forEach(type -> namesOf(type).forEach(names::add));
        return names;
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static Stream<String> namesOf(JavaClass type) {
        String name =
                type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        Stream<String> methods = type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaMethod::getName);
        Stream<String> constants = type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaField::getName);
        return Stream.concat(Stream.of(name), Stream.concat(methods, constants).map(member -> name + "." + member));
    }
}
