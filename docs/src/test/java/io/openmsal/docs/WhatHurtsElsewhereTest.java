package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the list of pains true: each row names tests, and they exist. */
class WhatHurtsElsewhereTest {

    private static final Path DOCS = Path.of("").toAbsolutePath();

    @Test
    void everyRowNamesTestsThatExist() throws IOException {
        NamedTests tests = NamedTests.below(DOCS.getParent());
        List<String> rows = Files.readAllLines(DOCS.resolve("what-hurts-elsewhere.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| pain "))
                .toList();

        assertThat(rows).hasSizeGreaterThan(35);
        for (String row : rows) {
            String[] cells = row.replaceAll("^\\| | \\|$", "").split(" \\| ", -1);
            assertThat(cells).as(row).hasSize(3);
            assertThat(NamedTests.namedIn(cells[2])).as(row).isNotEmpty();
            tests.assertNamedIn(cells[2], cells[0]);
        }
    }
}
