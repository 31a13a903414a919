package io.openmsal.port.xml;

import java.util.Objects;

/**
 * The name of an element or an attribute (Namespaces in XML 1.0 §2.1). Prefixes are no part of it.
 *
 * @param namespace the namespace's name; empty for none
 * @param local the local name
 */
public record XmlName(String namespace, String local) {

    /** Checks that nothing is missing. */
    public XmlName {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(local, "local");
    }

    /** Namespace and local name, as in <code>{urn:example}name</code>. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? local : "{" + namespace + "}" + local;
    }
}
