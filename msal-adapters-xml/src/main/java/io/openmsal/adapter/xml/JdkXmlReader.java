package io.openmsal.adapter.xml;

import io.openmsal.port.xml.MalformedXmlException;
import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlReader;

/**
 * The parser that every JDK has, and no other that may lie on the class path: what it refuses is known. Nothing of it is loaded
 * before the first document is read. Safe for many threads.
 */
public final class JdkXmlReader implements XmlReader {

    /** Makes a reader; it holds nothing. */
    public JdkXmlReader() {}

    @Override
    public XmlElement read(String text) throws MalformedXmlException {
        return SaxDocument.read(text);
    }
}
