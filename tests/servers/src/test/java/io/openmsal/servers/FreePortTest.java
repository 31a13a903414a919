package io.openmsal.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ports for servers. */
class FreePortTest {

    @Test
    void aPortIsFreeAndNoneThatTheSystemGivesToWhoeverAsks() throws Exception {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                int port = FreePort.any();
                taken.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));

                assertThat(port).isBetween(20_000, 32_767);
            }
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
    }
}
