package io.openmsal.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What a pom says of its module.
 *
 * @param artifactId the module's name
 * @param modules what it builds, if it is the reactor's
 * @param dependencies in the order given; not those managed
 */
record Pom(String artifactId, List<String> modules, List<Dependency> dependencies) {

    /**
     * A dependency as written.
     *
     * @param scope as Maven understands it, {@code compile} when the pom is silent
     */
    record Dependency(String groupId, String artifactId, String scope) {

        boolean isOurs() {
            return groupId.equals("io.openmsal");
        }

        boolean reachesRunTime() {
            return scope.equals("compile") || scope.equals("runtime");
        }
    }

    static Pom at(Path file) {
        try {
            var root = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            return new Pom(
                    textOf(root, "artifactId").orElseThrow(),
                    below(root, "modules").map(Node::getTextContent).toList(),
                    below(root, "dependencies").map(Pom::dependency).toList());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    /** The root of the repository: the nearest folder above that builds modules. */
    static Path repository() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                .filter(folder -> !at(folder.resolve("pom.xml")).modules().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    List<Dependency> atRunTime() {
        return dependencies.stream().filter(Dependency::reachesRunTime).toList();
    }

    List<String> oursAtRunTime() {
        return atRunTime().stream()
                .filter(Dependency::isOurs)
                .map(Dependency::artifactId)
                .toList();
    }

    List<String> thirdPartiesAtRunTime() {
        return atRunTime().stream()
                .filter(dependency -> !dependency.isOurs())
                .map(dependency -> dependency.groupId() + ":" + dependency.artifactId())
                .toList();
    }

    private static Dependency dependency(Element element) {
        return new Dependency(
                textOf(element, "groupId").orElseThrow(),
                textOf(element, "artifactId").orElseThrow(),
                textOf(element, "scope").orElse("compile"));
    }

    private static Stream<Element> below(Element parent, String name) {
        return children(parent).filter(child -> child.getTagName().equals(name)).flatMap(Pom::children);
    }

    private static Optional<String> textOf(Element parent, String name) {
        return children(parent)
                .filter(child -> child.getTagName().equals(name))
                .map(child -> child.getTextContent().strip())
                .findFirst();
    }

    private static Stream<Element> children(Element parent) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
