package io.openmsal.adapter.planted;

import javax.xml.parsers.SAXParserFactory;

/** Planted: the JDK's XML parser away from its home. */
public final class NamesXmlParser {

    private final SAXParserFactory named;

    NamesXmlParser(SAXParserFactory named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
