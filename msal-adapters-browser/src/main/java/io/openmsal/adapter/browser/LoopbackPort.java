package io.openmsal.adapter.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.List;

/** One port number, held at every loopback address at which a browser may look for us. */
final class LoopbackPort {

    private static final int BACKLOG = 128;
    private static final int TRIES = 20;

    private final int number;
    private final List<ServerSocketChannel> channels;

    private LoopbackPort(int number, List<ServerSocketChannel> channels) {
        this.number = number;
        this.channels = channels;
    }

    /** Takes the port, or any free one when it is 0. */
    static LoopbackPort open(LoopbackHost host, int wanted) throws IOException {
        IOException last = new IOException("no port was tried");
        for (int i = 0; i < (wanted == 0 ? TRIES : 1); i++) {
            try {
                return openAll(host.addresses(), wanted);
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

    private static LoopbackPort openAll(List<byte[]> addresses, int wanted) throws IOException {
        List<ServerSocketChannel> channels = new ArrayList<>();
        int number = wanted;
        try {
            for (byte[] address : addresses) {
                ServerSocketChannel channel = bind(address, number);
                channels.add(channel);
                number = channel.socket().getLocalPort();
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
        } catch (UnsupportedAddressTypeException absent) {
            channel.close();
            throw new IOException("this machine, or Java on it, has no addresses of that family", absent);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Asked by trying: whether the family exists, is switched off in the kernel, or hidden from Java, the answer is the same. */
    static boolean canBeHadAt(byte[] address) {
        try {
            bind(address, 0).close();
            return true;
        } catch (IOException absent) {
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
