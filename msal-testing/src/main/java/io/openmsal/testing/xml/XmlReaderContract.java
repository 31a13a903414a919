package io.openmsal.testing.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.xml.MalformedXmlException;
import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlName;
import io.openmsal.port.xml.XmlReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link XmlReader} does. Extend it, say which reader, and run it with JUnit. */
public abstract class XmlReaderContract {

    private static final XmlName A = new XmlName("", "a");
    private static final XmlName B = new XmlName("", "b");

    /** For subclasses. */
    protected XmlReaderContract() {}

    /**
     * The reader under test.
     *
     * @return one that is ready; may be the same each time
     */
    protected abstract XmlReader reader();

    /** What a document becomes. */
    @Nested
    class Reading {

        @Test
        void anElementHasItsNameItsTextAndItsAttributes() throws Exception {
            XmlElement root =
                    reader().read("<?xml version='1.0'?><!-- c --><a one='1' two='&lt;2'>x<![CDATA[<y>]]>&amp;z</a>");

            assertThat(root.name()).isEqualTo(A);
            assertThat(root.text()).isEqualTo("x<y>&z");
            assertThat(root.attribute(new XmlName("", "one"))).contains("1");
            assertThat(root.attribute(new XmlName("", "two"))).contains("<2");
            assertThat(root.attribute(new XmlName("", "three"))).isEmpty();
        }

        @Test
        void textIsWhatStandsDirectlyInAnElement() throws Exception {
            XmlElement root = reader().read("<a>1<b>2</b>3<?p i?>4<!-- 5 -->6</a>");

            assertThat(root.text()).isEqualTo("1346");
            assertThat(root.at(B).get(0).text()).isEqualTo("2");
        }

        @Test
        void namesAreToldApartByTheirNamespaces() throws Exception {
            XmlElement root =
                    reader().read("<r xmlns='urn:1' xmlns:p='urn:2'><p:b p:c='1' c='2'/><b/><b xmlns=''/></r>");

            assertThat(root.children())
                    .extracting(XmlElement::name)
                    .containsExactly(new XmlName("urn:2", "b"), new XmlName("urn:1", "b"), B);
            XmlElement first = root.children().get(0);
            assertThat(first.attribute(new XmlName("urn:2", "c"))).contains("1");
            assertThat(first.attribute(new XmlName("", "c"))).contains("2");
        }

        @Test
        void aPathLeadsToAllThatMatchAndToNothingElse() throws Exception {
            XmlElement root = reader().read("<r><a><b>1</b><b>2</b></a><b>3</b><a><c><b>4</b></c><b>5</b></a></r>");

            assertThat(root.at(A, B)).extracting(XmlElement::text).containsExactly("1", "2", "5");
            assertThat(root.at(A, A)).isEmpty();
            assertThat(root.at()).containsExactly(root);
            assertThat(root.contains(new XmlName("", "c"))).isTrue();
            assertThat(root.contains(new XmlName("", "r"))).isFalse();
        }

        @Test
        void aByteOrderMarkBeforeTheDocumentIsSkipped() throws Exception {
            assertThat(reader().read("\ufeff<a/>").name()).isEqualTo(A);
        }

        @Test
        void anElementPrintsItsNameAndNothingThatIsInIt() throws Exception {
            assertThat(reader().read("<a xmlns='urn:1' b='secret-value'>secret-value</a>"))
                    .hasToString("{urn:1}a");
        }
    }

    /** What an element's own text is. */
    @Nested
    class Markup {

        private String markupOf(String document, XmlName... path) throws MalformedXmlException {
            List<XmlElement> found = reader().read(document).at(path);
            return found.get(found.size() - 1).markup();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<a/>",
                    "<a ></a >",
                    "<a\n\tq = 'x>y'\r\n r=\"'/>\" />",
                    "<a>&#13;&amp;&#x1F600; \uD83D\uDE00</a>",
                    "<a><!-- </a> <a> --><![CDATA[</a><a>]]><?p </a>?><a><a/></a>></a>",
                    "<p:a xmlns:p='urn:1'><p:b p:c='d'/></p:a>"
                })
        void isCharacterForCharacterWhatWasWritten(String element) throws Exception {
            String document = "<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- <a/> --><r><first/><!-- <a> -->" + element
                    + "\r\n</r>\n<!-- <a/> -->";

            List<XmlElement> children = reader().read(document).children();

            assertThat(children).hasSize(2);
            assertThat(children.get(1).markup()).isEqualTo(element);
        }

        @Test
        void isWholeInADocumentOfAnySize() throws Exception {
            var filling = new StringBuilder();
            for (int i = 0; i < 3000; i++) {
                filling.append("<c n='").append(i).append("'>\uD83D\uDE00\r\n&amp;</c><!-- \r\n -->");
            }
            String element = "<b>" + filling + "</b>";

            assertThat(markupOf("<a>" + filling + element + filling + "</a>", B))
                    .isEqualTo(element);
        }

        @Test
        void isLeftAloneWhereNoNamespaceAroundItIsNamed() throws Exception {
            String element = "<p:b xmlns:p='urn:2' p:c='urns:d'>s :<!-- --></p:b>";

            assertThat(markupOf("<r xmlns:s='urn:1' xmlns:p='urn:1'>" + element + "</r>", new XmlName("urn:2", "b")))
                    .isEqualTo(element);
        }

        @Test
        void takesANamespaceAlongThatOnlyAValueNames() throws Exception {
            assertThat(markupOf("<r xmlns:x='urn:1'><b type='x:string'/></r>", B))
                    .isEqualTo("<b xmlns:x=\"urn:1\" type='x:string'/>");
        }

        @Test
        void takesTheNamespacesAlongThatItLeansOn() throws Exception {
            String markup = markupOf(
                    "<r xmlns='urn:&amp;1' xmlns:p='urn:2' xmlns:q='urn:3' xmlns:unused='urn:4'>"
                            + "<p:b xmlns:q='urn:5'><q:c/><d/></p:b></r>",
                    new XmlName("urn:2", "b"));

            assertThat(markup).contains("xmlns:p=").doesNotContain("unused", "urn:3");
            XmlElement alone = reader().read(markup);
            assertThat(alone.name()).isEqualTo(new XmlName("urn:2", "b"));
            assertThat(alone.children())
                    .extracting(XmlElement::name)
                    .containsExactly(new XmlName("urn:5", "c"), new XmlName("urn:&1", "d"));
        }
    }

    /** What is refused. */
    @Nested
    class Refusing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "secret-value",
                    "<a>secret-value",
                    "<a>secret-value</b>",
                    "<a/><a/>",
                    "<a/>secret-value",
                    "<a>&undeclared;</a>",
                    "<p:a/>",
                    "<a b='1' b='2'/>",
                    "<a>\u0001</a>",
                    "<a>&#0;</a>",
                    "{\"a\":1}"
                })
        void whatIsNotOneWellFormedDocument(String text) {
            assertThatThrownBy(() -> reader().read(text))
                    .isInstanceOf(MalformedXmlException.class)
                    .message()
                    .doesNotContain("secret-value");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE a><a/>",
                    "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                    "<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;&l;'><!ENTITY n '&m;&m;&m;&m;'>]><a>&n;</a>",
                    "<!DOCTYPE a SYSTEM 'about:blank'><a/>"
                })
        void anyDocumentTypeDeclaration(String text) {
            assertThatThrownBy(() -> reader().read(text)).isInstanceOf(MalformedXmlException.class);
        }

        @Test
        void aFileThatAnEntityNames(@TempDir Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("file"), "content-of-a-file");

            assertThatThrownBy(
                            () -> reader().read("<!DOCTYPE a [<!ENTITY e SYSTEM '" + file.toUri() + "'>]><a>&e;</a>"))
                    .isInstanceOf(MalformedXmlException.class)
                    .message()
                    .doesNotContain("content-of-a-file");
        }

        /** On a thread of its own, because a reader that does fetch waits for an answer that never comes. */
        @Test
        @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void anythingThatWouldBeFetched() throws IOException {
            try (var server = new ServerSocket(0)) {
                server.setSoTimeout(1);
                String address = "http://localhost:" + server.getLocalPort() + "/";
                List<String> documents = List.of(
                        "<!DOCTYPE a SYSTEM '" + address + "'><a/>",
                        "<!DOCTYPE a [<!ENTITY % e SYSTEM '" + address + "'>%e;]><a/>",
                        "<!DOCTYPE a [<!ENTITY e SYSTEM '" + address + "'>]><a>&e;</a>");

                for (String document : documents) {
                    assertThatThrownBy(() -> reader().read(document)).isInstanceOf(MalformedXmlException.class);
                }

                assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
            }
        }

        @Test
        void includesNothing(@TempDir Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("file"), "<content/>");

            XmlElement root = reader().read("<a xmlns:x='http://www.w3.org/2001/XInclude'><x:include href='"
                    + file.toUri() + "'/></a>");

            assertThat(root.contains(new XmlName("", "content"))).isFalse();
        }

        @Test
        void nestingBeyondTheLimitAndNothingBelowIt() throws Exception {
            assertThat(reader().read(nested(64)).name()).isEqualTo(A);
            assertThatThrownBy(() -> reader().read(nested(65))).isInstanceOf(MalformedXmlException.class);
            assertThatThrownBy(() -> reader().read(nested(100_000))).isInstanceOf(MalformedXmlException.class);
        }

        private String nested(int levels) {
            return "<a>".repeat(levels) + "</a>".repeat(levels);
        }
    }
}
