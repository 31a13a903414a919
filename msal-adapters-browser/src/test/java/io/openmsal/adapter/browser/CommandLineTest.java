package io.openmsal.adapter.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "firefox;firefox",
                "  firefox   --new-window ;firefox|--new-window",
                "\"/Applications/My Browser\" -p 'a b';/Applications/My Browser|-p|a b",
                "C:\\Browser\\b.exe -x;C:\\Browser\\b.exe|-x",
                "x '' y;x||y",
                "--p=\"a b\"c;--p=a bc",
                "'say \"hi\"';say \"hi\""
            })
    void wordsAreSplitAtWhiteSpaceOutsideOfQuotes(String text, String words) {
        assertThat(CommandLine.words(text)).containsExactly(words.split("\\|", -1));
    }
}
