/**
 * {@link io.openmsal.testing.xml.FakeXmlReader} reads XML in tests; {@link io.openmsal.testing.xml.XmlReaderContract} says what
 * every reader does.
 */
@NullMarked
package io.openmsal.testing.xml;

import org.jspecify.annotations.NullMarked;
