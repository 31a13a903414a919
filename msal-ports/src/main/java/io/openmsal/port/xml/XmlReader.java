package io.openmsal.port.xml;

/**
 * Reads XML documents (XML 1.0 with namespaces) from parties that are not trusted.
 *
 * <p>A document type declaration is refused, and with it every entity but the five that XML knows by itself; nothing is ever
 * fetched or included. Comments and processing instructions are passed over. Safe for many threads.
 */
public interface XmlReader {

    /**
     * Reads one document.
     *
     * @param text the whole document; what its declaration says about an encoding has no meaning here
     * @return the outermost element
     * @throws MalformedXmlException when the text is not exactly one well-formed document, has a document type declaration, or is
     *     nested more than 64 levels deep
     */
    XmlElement read(String text) throws MalformedXmlException;
}
