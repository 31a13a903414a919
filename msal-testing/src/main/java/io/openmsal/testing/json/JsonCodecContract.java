package io.openmsal.testing.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.testing.store.Race;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link JsonCodec} does. Extend it, say which codec, and run it with JUnit. */
public abstract class JsonCodecContract {

    private static final String CACHE = """
            {"AccessToken":{"uid.utid-login.example.com-accesstoken-cid-t-s":{"credential_type":"AccessToken",\
            "secret":"a\\u002Fb","expires_on":"1700000000","later":[1,-2,3.5,true,false,null,{}],"z":{"y":[[]]}}},\
            "Unknown":{"b":1,"a":2}}""";

    /** For subclasses. */
    protected JsonCodecContract() {}

    /**
     * The codec under test.
     *
     * @return one that is ready; may be the same each time
     */
    protected abstract JsonCodec codec();

    /** What a text becomes. */
    @Nested
    class Reading {

        @Test
        void anObjectIsAMapInTheOrderOfTheText() throws Exception {
            Object value = codec().read("{\"b\":1, \"a\":2,\t\"c\":\r\n{}}");

            assertThat(object(value)).containsExactly(entry("b", 1L), entry("a", 2L), entry("c", Map.of()));
        }

        @Test
        void anArrayIsAList() throws Exception {
            assertThat(codec().read(" [ 1 , \"x\" , [ ] ] ")).isEqualTo(List.of(1L, "x", List.of()));
        }

        @Test
        void aDocumentMayBeAnyValue() throws Exception {
            assertThat(codec().read("\"x\"")).isEqualTo("x");
            assertThat(codec().read("true")).isEqualTo(true);
            assertThat(codec().read("false")).isEqualTo(false);
            assertThat(codec().read(" 7 ")).isEqualTo(7L);
            assertThat(codec().read("null")).isNull();
        }

        @Test
        void nullIsAValueOfItsOwn() throws Exception {
            assertThat(object(codec().read("{\"a\":null}"))).containsEntry("a", null);
            assertThat(codec().read("[null]")).isEqualTo(Collections.singletonList(null));
        }

        @Test
        void aWholeNumberIsALongOrABigIntegerBeyondItsRange() throws Exception {
            assertThat(codec().read("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
            assertThat(codec().read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
            assertThat(codec().read("0")).isEqualTo(0L);
            assertThat(codec().read("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
            assertThat(codec().read("-9223372036854775809")).isEqualTo(new BigInteger("-9223372036854775809"));
        }

        @Test
        void anyOtherNumberIsADouble() throws Exception {
            assertThat(codec().read("3.5")).isEqualTo(3.5);
            assertThat(codec().read("1.0")).isEqualTo(1.0);
            assertThat(codec().read("1e3")).isEqualTo(1000.0);
            assertThat(codec().read("-2.5E-1")).isEqualTo(-0.25);
        }

        @Test
        void escapesAreResolved() throws Exception {
            assertThat(codec().read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\""))
                    .isEqualTo("\"\\/\b\f\n\r\t\u00e9\ud83d\ude00");
        }

        @Test
        void charactersBeyondAsciiAreTakenAsTheyAre() throws Exception {
            assertThat(codec().read("{\"\u00fc\":\"\ud83d\ude00\"}")).isEqualTo(Map.of("\u00fc", "\ud83d\ude00"));
        }

        @Test
        void whatIsReadMayBeChanged() throws Exception {
            Map<String, Object> fields = object(codec().read("{\"list\":[]}"));
            fields.put("more", 1L);
            list(fields.get("list")).add("x");

            assertThat(codec().write(fields)).isEqualTo("{\"list\":[\"x\"],\"more\":1}");
        }

        @Test
        void aDepthOf128IsRead() throws Exception {
            assertThat(codec().read(nested("[", 128, "]"))).isInstanceOf(List.class);
            assertThat(codec().read("[" + nested("{\"a\":", 127, "}") + "]")).isInstanceOf(List.class);
        }
    }

    /** What is refused, without a word of the text. */
    @Nested
    class Refusing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "\u00a0{}",
                    "{} {}",
                    "{}x",
                    "[1,]",
                    "[,1]",
                    "[1 2]",
                    "{\"a\":1,}",
                    "{\"a\"}",
                    "{\"a\" 1}",
                    "{\"a\"=1}",
                    "{\"a\":1;\"b\":2}",
                    "{a:1}",
                    "{'a':1}",
                    "{1:1}",
                    "{null:1}",
                    "['a']",
                    "nul",
                    "TRUE",
                    "True",
                    "undefined",
                    "NaN",
                    "-Infinity",
                    "01",
                    "+1",
                    "1.",
                    ".5",
                    "-",
                    "1e",
                    "0x10",
                    "1e400",
                    "\"\\x41\"",
                    "\"\\u12g4\"",
                    "\"\\'\"",
                    "\"\\\n\"",
                    "falsE",
                    "[1,tRue]",
                    "\"a\nb\"",
                    "\"a\tb\"",
                    "// c\n1",
                    "/* c */1",
                    "# c\n1",
                    ")]}'\n{}",
                    "<!DOCTYPE html><html><body>Proxy login</body></html>",
                    "<?xml version=\"1.0\"?><error/>",
                    "502 Bad Gateway"
                })
        void aTextThatIsNotExactlyOneValue(String text) {
            assertMalformed(text);
        }

        @Test
        void everyTruncationOfADocument() {
            for (int length = 0; length < CACHE.length(); length++) {
                assertMalformed(CACHE.substring(0, length));
            }
        }

        @Test
        void aKeyThatOccursTwiceAlsoWhenItsValueIsNull() {
            assertMalformed("{\"a\":1,\"a\":1}");
            assertMalformed("{\"a\":null,\"a\":null}");
            assertMalformed("{\"a\":1,\"\\u0061\":2}");
        }

        @ParameterizedTest
        @ValueSource(ints = {129, 200, 100_000})
        void nestingBeyond128Levels(int depth) {
            assertMalformed(nested("[", depth, "]"));
            assertMalformed("[".repeat(depth));
            assertMalformed("{\"a\":".repeat(depth));
        }

        @Test
        void theMessageNeverQuotesTheText() {
            for (String text : List.of(
                    "{\"secret-key\":secret-value}",
                    "{\"secret-key\":\"secret-value",
                    "{\"secret-key\":1,\"secret-key\":2}",
                    "{\"a\":{\"secret-key\":[1,\"secret-value\" \"secret-value\"]}}",
                    "[\"secret-value\"] secret-value")) {
                assertThatThrownBy(() -> codec().read(text))
                        .isInstanceOf(MalformedJsonException.class)
                        .satisfies(fault -> {
                            for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
                                assertThat(cause.toString()).doesNotContain("secret");
                            }
                        });
            }
        }

        private void assertMalformed(String text) {
            assertThatThrownBy(() -> codec().read(text))
                    .as("reading a text of %s characters", text.length())
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessageMatching("(?s).+");
        }
    }

    /** What a value becomes. */
    @Nested
    class Writing {

        @Test
        void theTextIsCompactAndInOrder() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("b", List.of(1, 2L, "x"));
            fields.put("a", Map.of());
            fields.put("n", null);

            assertThat(codec().write(fields)).isEqualTo("{\"b\":[1,2,\"x\"],\"a\":{},\"n\":null}");
        }

        @Test
        void anyValueIsADocument() {
            assertThat(codec().write(null)).isEqualTo("null");
            assertThat(codec().write(true)).isEqualTo("true");
            assertThat(codec().write("x")).isEqualTo("\"x\"");
            assertThat(codec().write(1.5)).isEqualTo("1.5");
        }

        @Test
        void anyIterableAndAnyCharacterSequenceIsAccepted() {
            List<Object> elements = List.of(CharBuffer.wrap("x"), 1);
            Iterable<Object> onlyIterable = () -> elements.iterator();

            assertThat(codec().write(onlyIterable)).isEqualTo("[\"x\",1]");
            assertThat(codec().write(new LinkedHashSet<>(List.of(2, 1)))).isEqualTo("[2,1]");
        }

        @Test
        void anyFiniteNumberIsAccepted() throws Exception {
            assertThat(codec().write(new BigInteger("123456789012345678901234567890")))
                    .isEqualTo("123456789012345678901234567890");
            assertThat(codec().write((short) -3)).isEqualTo("-3");
            for (double number : new double[] {Double.MAX_VALUE, Double.MIN_VALUE, -0.1, 1e21, 123456.789}) {
                assertThat(codec().read(codec().write(number))).isEqualTo(number);
            }
        }

        @Test
        void aNumberThatIsNotFiniteIsRefused() {
            for (Object number : new Object[] {
                Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY
            }) {
                assertThatIllegalArgumentException().isThrownBy(() -> codec().write(Map.of("a", List.of(number))));
            }
        }

        @Test
        void aValueWithoutAJsonFormIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> codec().write(new Object()));
            assertThatIllegalArgumentException().isThrownBy(() -> codec().write(List.of(new byte[1])));
            assertThatIllegalArgumentException().isThrownBy(() -> codec().write(Map.of(1, "x")));
            assertThatIllegalArgumentException().isThrownBy(() -> codec().write(Collections.singletonMap(null, "x")));
        }

        @Test
        void aValueThatContainsItselfIsRefused() {
            List<Object> endless = new ArrayList<>();
            endless.add(endless);

            assertThatIllegalArgumentException().isThrownBy(() -> codec().write(endless));
        }

        @Test
        void nothingCanEndAnHtmlScript() throws Exception {
            String hostile = "</script><!-- ' & = \u2028 \u2029";

            String text = codec().write(Map.of(hostile, hostile));

            assertThat(text).doesNotContain("<", ">", "&", "'", "\u2028", "\u2029");
            assertThat(codec().read(text)).isEqualTo(Map.of(hostile, hostile));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\ud83d", "x\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
        void halfOfASurrogatePairIsAnEscapeBecauseUtf8CannotCarryIt(String half) throws Exception {
            Object value = Map.of(half, List.of(half));

            byte[] stored = codec().write(value).getBytes(StandardCharsets.UTF_8);

            assertThat(codec().read(new String(stored, StandardCharsets.UTF_8))).isEqualTo(value);
        }

        @Test
        void everyCharacterSurvivesAlsoThroughUtf8() throws Exception {
            StringBuilder all = new StringBuilder("\ud83d\ude00");
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                if (!Character.isSurrogate((char) c)) {
                    all.append((char) c);
                }
            }

            byte[] stored = codec().write(all).getBytes(StandardCharsets.UTF_8);

            assertThat(codec().read(new String(stored, StandardCharsets.UTF_8))).isEqualTo(all.toString());
        }
    }

    /** What is read and written back. */
    @Nested
    class RoundTrip {

        @Test
        void everyFieldIsKeptInItsOrder() throws Exception {
            assertThat(codec().write(codec().read(CACHE))).isEqualTo(CACHE.replace("\\u002F", "/"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"a\\ud800b\":1}",
                    "[\"\\ude00\\ud83d\",\"x\"]",
                    "\"\\ud83d\ud83d\ude00\"",
                    "\"\\\\ud83d\"",
                    "\"\\\\\\ud83d\""
                })
        void halfOfASurrogatePairIsKept(String text) throws Exception {
            assertThat(codec().write(codec().read(text))).isEqualTo(text);
        }

        @Test
        void aLargeDocumentIsKept() throws Exception {
            Map<String, Object> large = new LinkedHashMap<>();
            for (int i = 0; i < 20_000; i++) {
                large.put("key" + i, List.of((long) i, "value" + i));
            }

            assertThat(codec().read(codec().write(large))).isEqualTo(large);
        }

        @Test
        void sixteenThreadsMayUseOneCodec() throws Exception {
            JsonCodec shared = codec();

            Race.of(16, thread -> {
                for (long i = 0; i < 200; i++) {
                    Map<String, Object> value = Map.of("thread-" + thread, List.of(i, "x"));
                    assertThat(shared.read(shared.write(value))).isEqualTo(value);
                }
            });
        }
    }

    private static String nested(String open, int depth, String close) {
        String innermost = open.equals("[") ? "" : "1";
        return open.repeat(depth) + innermost + close.repeat(depth);
    }

    private static Map.Entry<String, Object> entry(String key, Object value) {
        return Map.entry(key, value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object value) {
        assertThat(value).isInstanceOf(List.class);
        return (List<Object>) Objects.requireNonNull(value);
    }
}
