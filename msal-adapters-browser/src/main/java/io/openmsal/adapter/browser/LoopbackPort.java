package io.openmsal.adapter.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.List;

/**
 * One port number, held on the loopback addresses of both families: the redirect URI says {@code localhost}, and a browser
 * may try {@code ::1} before {@code 127.0.0.1}. If someone else held the other family, they would get our answer.
 */
final class LoopbackPort {

    private static final byte[] IPV4 = {127, 0, 0, 1};
    private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final int BACKLOG = 128;
    private static final int TRIES = 20;

    private final int number;
    private final List<ServerSocketChannel> channels;

    private LoopbackPort(int number, List<ServerSocketChannel> channels) {
        this.number = number;
        this.channels = channels;
    }

    /** Takes the port, or any free one when it is 0. */
    static LoopbackPort open(int wanted) throws IOException {
        IOException last = new IOException("no port was tried");
        for (int i = 0; i < (wanted == 0 ? TRIES : 1); i++) {
            try {
                return openBoth(wanted);
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new IOException(
                (wanted == 0
                                ? "no port of the loopback interface can be had ("
                                : "port " + wanted + " of the loopback interface cannot be had (")
                        + last.getMessage() + ")",
                last);
    }

    private static LoopbackPort openBoth(int wanted) throws IOException {
        List<ServerSocketChannel> channels = new ArrayList<>();
        try {
            channels.add(bind(IPV4, wanted));
            int number = channels.get(0).socket().getLocalPort();
            if (hasIpv6Loopback()) {
                channels.add(bind(IPV6, number));
            }
            return new LoopbackPort(number, channels);
        } catch (IOException | RuntimeException failed) {
            for (ServerSocketChannel channel : channels) {
                channel.close();
            }
            throw failed;
        }
    }

    private static ServerSocketChannel bind(byte[] address, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), port), BACKLOG);
            channel.configureBlocking(false);
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Asked by trying: whether the family exists, is switched off in the kernel, or hidden from Java, the answer is the same. */
    private static boolean hasIpv6Loopback() {
        try {
            bind(IPV6, 0).close();
            return true;
        } catch (IOException | UnsupportedAddressTypeException absent) {
            return false;
        }
    }

    int number() {
        return number;
    }

    List<ServerSocketChannel> channels() {
        return channels;
    }
}
