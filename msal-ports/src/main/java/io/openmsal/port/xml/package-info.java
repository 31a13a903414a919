/** XML text to plain values. Start with {@link io.openmsal.port.xml.XmlReader}. */
@NullMarked
package io.openmsal.port.xml;

import org.jspecify.annotations.NullMarked;
