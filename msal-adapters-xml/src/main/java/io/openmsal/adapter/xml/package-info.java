/** Reads XML with the JDK's parser. Start with {@link io.openmsal.adapter.xml.JdkXmlReader}. */
@NullMarked
package io.openmsal.adapter.xml;

import org.jspecify.annotations.NullMarked;
