package io.openmsal.port.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** An element with all that is in it. Immutable and safe for many threads. Prints its name only. */
public final class XmlElement {

    private final XmlName name;
    private final Map<XmlName, String> attributes;
    private final String text;
    private final List<XmlElement> children;
    private final Supplier<String> markup;

    /**
     * Makes an element, for those who read documents.
     *
     * @param name its name
     * @param attributes its attributes, without the declarations of namespaces; copied
     * @param text the text directly in it, CDATA included, as one
     * @param children the elements directly in it, in their order; copied
     * @param markup gives what {@link #markup()} promises; asked again each time
     */
    public XmlElement(
            XmlName name,
            Map<XmlName, String> attributes,
            String text,
            List<XmlElement> children,
            Supplier<String> markup) {
        this.name = Objects.requireNonNull(name, "name");
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        this.text = Objects.requireNonNull(text, "text");
        this.children = Collections.unmodifiableList(new ArrayList<>(children));
        this.markup = Objects.requireNonNull(markup, "markup");
    }

    /**
     * What it is called.
     *
     * @return the name
     */
    public XmlName name() {
        return name;
    }

    /**
     * One of its attributes.
     *
     * @param wanted the attribute's name; one without a prefix has no namespace
     * @return its value, or empty when there is none
     */
    public Optional<String> attribute(XmlName wanted) {
        return Optional.ofNullable(attributes.get(wanted));
    }

    /**
     * The text directly in it.
     *
     * @return all of it as one, white space included; possibly empty
     */
    public String text() {
        return text;
    }

    /**
     * The elements directly in it.
     *
     * @return in their order, unmodifiable
     */
    public List<XmlElement> children() {
        return children;
    }

    /**
     * The elements that a path of names leads to.
     *
     * @param path the name of a child, of a child of that, and so on; no names lead to this element
     * @return in the order of the document, unmodifiable
     */
    public List<XmlElement> at(XmlName... path) {
        List<XmlElement> reached = Collections.singletonList(this);
        for (XmlName step : path) {
            List<XmlElement> next = new ArrayList<>();
            for (XmlElement parent : reached) {
                for (XmlElement child : parent.children) {
                    if (child.name.equals(step)) {
                        next.add(child);
                    }
                }
            }
            reached = next;
        }
        return Collections.unmodifiableList(reached);
    }

    /**
     * Whether there is an element of a name anywhere in it.
     *
     * @param wanted the name
     * @return true when there is one at any depth
     */
    public boolean contains(XmlName wanted) {
        for (XmlElement child : children) {
            if (child.name.equals(wanted) || child.contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The element as it was written: character for character what stands in the document from its first angle bracket to its
     * last, so that a signature on it stays valid. Only where it leans on namespaces that are declared around it, these
     * declarations are added to its start tag.
     *
     * @return a document of its own
     */
    public String markup() {
        return markup.get();
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name.toString();
    }
}
