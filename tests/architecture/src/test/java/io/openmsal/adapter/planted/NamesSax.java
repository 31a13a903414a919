package io.openmsal.adapter.planted;

import org.xml.sax.XMLReader;

/** Planted: SAX away from its home. */
public final class NamesSax {

    private final XMLReader named;

    NamesSax(XMLReader named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
