package io.openmsal.servers;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that have to be told theirs before they take it. Operating systems give a connection, or a server that does not mind, a port from 32768
 * up: below it nobody takes one by chance in the meantime.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_768;
    private static final int MOST_ATTEMPTS = 100;

    private FreePort() {}

    /**
     * Looks for a port.
     *
     * @return one on which nobody listens on loopback
     * @throws IOException when a hundred are taken
     */
    public static int any() throws IOException {
        BindException last = new BindException("none was tried");
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                last = taken;
            }
        }
        throw last;
    }
}
