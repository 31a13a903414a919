package io.openmsal.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/**
 * Finds public types, methods and constructors that say nothing. A method that overrides another speaks with that one's words, a
 * record's accessors and constructor with those of the record.
 */
final class UndocumentedApi extends TreePathScanner<Void, CompilationUnitTree> {

    private static final Set<Tree.Kind> IMPLICITLY_PUBLIC = Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE);

    private final DocTrees docs;
    private final List<String> found = new ArrayList<>();

    private UndocumentedApi(DocTrees docs) {
        this.docs = docs;
    }

    static List<String> in(Collection<Path> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var search = new UndocumentedApi(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                search.scan(unit, unit);
            }
            return search.found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitClass(ClassTree type, CompilationUnitTree unit) {
        if (!isOpen(type.getModifiers())) {
            return null;
        }
        reportIfUndocumented(type.getSimpleName().toString(), unit);
        return super.visitClass(type, unit);
    }

    @Override
    public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
        if (isOpen(method.getModifiers()) && !speaksWithAnothersWords(method)) {
            reportIfUndocumented(enclosing().getSimpleName() + "." + method.getName(), unit);
        }
        return null;
    }

    private void reportIfUndocumented(String name, CompilationUnitTree unit) {
        if (docs.getDocComment(getCurrentPath()) == null) {
            found.add(unit.getPackageName() + "." + name);
        }
    }

    private boolean isOpen(ModifiersTree modifiers) {
        var flags = modifiers.getFlags();
        boolean memberOfInterface = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree outer
                && IMPLICITLY_PUBLIC.contains(outer.getKind())
                && !flags.contains(Modifier.PRIVATE);
        return memberOfInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
    }

    private boolean speaksWithAnothersWords(MethodTree method) {
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        boolean constructorOfRecord =
                method.getName().contentEquals("<init>") && enclosing().getKind() == Tree.Kind.RECORD;
        return overrides || constructorOfRecord;
    }

    private ClassTree enclosing() {
        return (ClassTree) getCurrentPath().getParentPath().getLeaf();
    }
}
