package io.openmsal.adapter.xml;

import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Puts the parser's events together. Used once, by one thread. */
final class ElementHandler extends DefaultHandler {

    private static final int DEEPEST = 64;

    private final SourceText source;
    private final Deque<Open> open = new ArrayDeque<>();
    private Map<String, String> declared = new HashMap<>();
    private String refusal = "";
    private int elements;
    private @Nullable XmlElement document;

    ElementHandler(String document) {
        this.source = new SourceText(document);
    }

    /** An element of which the end was not seen yet. */
    private record Open(
            XmlName name,
            Map<XmlName, String> attributes,
            int position,
            Map<String, String> around,
            Map<String, String> inside,
            StringBuilder text,
            List<XmlElement> children) {}

    XmlElement document() {
        if (document == null) {
            throw new IllegalStateException("a parser that accepts a document has seen its element");
        }
        return document;
    }

    /** Why this handler stopped the parser, or empty when it did not. */
    String refusal() {
        return refusal;
    }

    @Override
    public void startPrefixMapping(String prefix, String namespace) {
        declared.put(prefix, namespace);
    }

    @Override
    public void startElement(String namespace, String local, String qualified, Attributes given) throws SAXException {
        if (open.size() == DEEPEST) {
            throw stop("it is nested more than " + DEEPEST + " levels deep");
        }
        Map<String, String> scope = open.isEmpty() ? Collections.emptyMap() : open.getFirst().inside;
        Map<String, String> around = scope;
        if (!declared.isEmpty()) {
            around = new LinkedHashMap<>(scope);
            around.keySet().removeAll(declared.keySet());
            scope = new LinkedHashMap<>(scope);
            scope.putAll(declared);
            declared = new HashMap<>();
        }
        Map<XmlName, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < given.getLength(); i++) {
            attributes.put(new XmlName(given.getURI(i), given.getLocalName(i)), given.getValue(i));
        }
        open.addFirst(new Open(
                new XmlName(namespace, local),
                attributes,
                elements++,
                around,
                scope,
                new StringBuilder(),
                new ArrayList<>()));
    }

    @Override
    public void characters(char[] text, int start, int length) {
        if (!open.isEmpty()) {
            open.getFirst().text.append(text, start, length);
        }
    }

    @Override
    public void endElement(String namespace, String local, String qualified) {
        Open ended = open.removeFirst();
        XmlElement element = new XmlElement(
                ended.name,
                ended.attributes,
                ended.text.toString(),
                ended.children,
                () -> source.element(ended.position, ended.around));
        if (open.isEmpty()) {
            document = element;
        } else {
            open.getFirst().children.add(element);
        }
    }

    /** Reached by no document, because a document type declaration is refused first; a second lock on the same door. */
    @Override
    public InputSource resolveEntity(@Nullable String publicId, @Nullable String systemId) throws SAXException {
        throw stop("it names an external entity");
    }

    private SAXException stop(String why) {
        refusal = why;
        return new SAXException(why);
    }
}
