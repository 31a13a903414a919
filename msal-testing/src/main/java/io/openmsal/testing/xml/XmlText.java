package io.openmsal.testing.xml;

import io.openmsal.port.xml.MalformedXmlException;
import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlName;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One document on its way through the JDK's streaming parser. The places of its tags are looked up in the text, because those
 * the parser names are wrong for empty elements and long documents. Used once, by one thread.
 */
final class XmlText {

    private static final int DEEPEST = 64;

    private static final Pattern MARKUP = Pattern.compile(
            "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>|<(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>", Pattern.DOTALL);

    private final String text;
    private final XMLStreamReader in;
    private final Matcher tags;

    private XmlText(String text, XMLStreamReader in) {
        this.text = text;
        this.in = in;
        this.tags = MARKUP.matcher(text);
    }

    static XmlElement read(String given) throws MalformedXmlException {
        String text = given.startsWith("\ufeff") ? given.substring(1) : given;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new XmlText(text, factory.createXMLStreamReader(new StringReader(text))).document();
        } catch (XMLStreamException fault) {
            throw new MalformedXmlException("Not XML");
        }
    }

    private XmlElement document() throws XMLStreamException, MalformedXmlException {
        XmlElement root = null;
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.DTD) {
                throw new MalformedXmlException("A document type declaration");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                root = element(1, new LinkedHashMap<>());
            }
        }
        return Objects.requireNonNull(root, "a document has an element");
    }

    private XmlElement element(int depth, Map<String, String> scope) throws XMLStreamException, MalformedXmlException {
        if (depth > DEEPEST) {
            throw new MalformedXmlException("Nested more than " + DEEPEST + " levels deep");
        }
        String tag = nextTag();
        int start = tags.start();
        var around = new LinkedHashMap<>(scope);
        var inside = new LinkedHashMap<>(scope);
        for (int i = 0; i < in.getNamespaceCount(); i++) {
            String prefix = Objects.requireNonNullElse(in.getNamespacePrefix(i), "");
            around.remove(prefix);
            inside.put(prefix, Objects.requireNonNullElse(in.getNamespaceURI(i), ""));
        }
        var name = new XmlName(Objects.requireNonNullElse(in.getNamespaceURI(), ""), in.getLocalName());
        var attributes = new LinkedHashMap<XmlName, String>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.put(
                    new XmlName(
                            Objects.requireNonNullElse(in.getAttributeNamespace(i), ""), in.getAttributeLocalName(i)),
                    in.getAttributeValue(i));
        }
        var characters = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        int event = in.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(depth + 1, inside));
            } else if (in.isCharacters()) {
                characters.append(in.getText());
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new MalformedXmlException("An entity nobody declared");
            }
            event = in.next();
        }
        if (!tag.endsWith("/>")) {
            nextTag();
        }
        String markup = standingAlone(text.substring(start, tags.end()), around);
        return new XmlElement(name, attributes, characters.toString(), children, () -> markup);
    }

    /** The next start or end tag. */
    private String nextTag() {
        do {
            if (!tags.find()) {
                throw new IllegalStateException("the parser saw more tags than there are");
            }
        } while (tags.group().startsWith("<!") || tags.group().startsWith("<?"));
        return tags.group();
    }

    private static String standingAlone(String element, Map<String, String> around) {
        String declarations = "";
        for (Map.Entry<String, String> one : around.entrySet()) {
            String prefix = one.getKey();
            if (prefix.isEmpty() || element.matches("(?s).*[</\\s\"'>]" + Pattern.quote(prefix) + ":.*")) {
                declarations += " xmlns" + (prefix.isEmpty() ? "" : ":" + prefix) + "=\""
                        + one.getValue()
                                .replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace("\"", "&quot;") + '"';
            }
        }
        String name = element.split("[ \t\r\n/>]", 2)[0];
        return name + declarations + element.substring(name.length());
    }
}
