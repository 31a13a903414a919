package io.openmsal.adapter.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.xml.XmlReader;
import io.openmsal.testing.xml.XmlReaderContract;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class JdkXmlReaderTest extends XmlReaderContract {

    @Override
    protected XmlReader reader() {
        return new JdkXmlReader();
    }

    @Test
    void theMessageSaysThePlace() {
        assertThatThrownBy(() -> reader().read("<a>\n<b></c></a>")).hasMessageContaining("at line 2 column 6");
        assertThatThrownBy(() -> reader().read("<a>".repeat(65))).hasMessageContaining("more than 64 levels");
    }

    @Test
    void nothingIsPrinted() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true));
        try {
            assertThatThrownBy(() -> reader().read("<a>")).isNotNull();
        } finally {
            System.setErr(before);
        }
        assertThat(printed.size()).isZero();
    }

    @Test
    void aParserOnTheClassPathIsNotTaken() throws Exception {
        String property = "javax.xml.parsers.SAXParserFactory";
        System.setProperty(property, "no.such.Factory");
        try {
            assertThat(reader().read("<a/>").name().local()).isEqualTo("a");
        } finally {
            System.clearProperty(property);
        }
    }
}
