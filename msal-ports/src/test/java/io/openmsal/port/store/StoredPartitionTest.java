package io.openmsal.port.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredPartitionTest {

    @Test
    void itPrintsVersionAndSizeAndNotTheTokens() {
        assertThat(new StoredPartition(new byte[] {'t', '0', 'k'}, "7")).hasToString("version 7, 3 bytes");
    }

    @Test
    void itsBytesAreCopiedOnTheWayInAndOnTheWayOut() {
        byte[] bytes = {1};
        StoredPartition partition = new StoredPartition(bytes, "7");

        bytes[0] = 2;
        partition.bytes()[0] = 3;

        assertThat(partition.bytes()).containsExactly(1);
    }
}
