package io.openmsal.adapter.xml;

import io.openmsal.port.xml.MalformedXmlException;
import io.openmsal.port.xml.XmlElement;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** One document, read by the parser of the JDK. */
final class SaxDocument {

    private SaxDocument() {}

    static XmlElement read(String text) throws MalformedXmlException {
        String document = text.startsWith("\ufeff") ? text.substring(1) : text;
        ElementHandler elements = new ElementHandler(document);
        try {
            parser().parse(new InputSource(new StringReader(document)), elements);
        } catch (SAXParseException fault) {
            // its message quotes the text: only the place is taken over
            throw new MalformedXmlException("Not XML that is read here, at line " + fault.getLineNumber() + " column "
                    + fault.getColumnNumber() + (elements.refusal().isEmpty() ? "" : ": " + elements.refusal()));
        } catch (SAXException | IOException fault) {
            throw new MalformedXmlException("Not XML that is read here: " + elements.refusal());
        }
        return elements.document();
    }

    private static SAXParser parser() {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        try {
            factory.setNamespaceAware(true);
            factory.setValidating(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setXIncludeAware(false);
            SAXParser parser = factory.newSAXParser();
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return parser;
        } catch (ParserConfigurationException | SAXException unprotected) {
            throw new IllegalStateException("The JDK's XML parser cannot be told to resolve nothing", unprotected);
        }
    }
}
