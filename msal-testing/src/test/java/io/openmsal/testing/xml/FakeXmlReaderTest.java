package io.openmsal.testing.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.xml.MalformedXmlException;
import io.openmsal.port.xml.XmlReader;
import org.junit.jupiter.api.Test;

class FakeXmlReaderTest extends XmlReaderContract {

    private final FakeXmlReader fake = new FakeXmlReader();

    @Override
    protected XmlReader reader() {
        return fake;
    }

    @Test
    void failsOnceWhenAskedToAndRemembersWhatItWasGiven() throws Exception {
        fake.failNextRead("planned");

        assertThatThrownBy(() -> fake.read("<a/>"))
                .isInstanceOf(MalformedXmlException.class)
                .hasMessage("planned");
        fake.read("<b/>");

        assertThat(fake.textsRead()).containsExactly("<a/>", "<b/>");
        assertThat(fake).hasToString("2 documents read");
    }
}
