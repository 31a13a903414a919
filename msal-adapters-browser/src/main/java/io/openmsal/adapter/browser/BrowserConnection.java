package io.openmsal.adapter.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection: reads a request piece by piece, however slowly it comes, sends one reply, and ends. Never blocks; belongs to
 * the one thread that serves the port.
 */
final class BrowserConnection {

    /** Answers a complete request, or refuses it by its head alone. */
    interface Handler {
        int bodyLength(RequestHead head) throws HttpRefusal;

        /** The reply, and what to do once the browser has all of it. */
        Answered answer(RequestHead head, String body);
    }

    /** A reply and what follows from it. */
    record Answered(HttpReply reply, Runnable afterwards) {}

    private enum Phase {
        READING,
        WRITING,
        /** All was said; what the client still sends is thrown away, lest a reset takes our reply from under its eyes. */
        DRAINING
    }

    private static final int LARGEST_HEAD = 32 * 1024;
    private static final int MOST_DRAINED = 1024 * 1024;
    private static final long READING_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long WRITING_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long DRAINING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Handler handler;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[8192];

    private Phase phase = Phase.READING;
    private long expiresAt = System.nanoTime() + READING_NANOS;
    private @Nullable RequestHead head;
    private int bodyStart;
    private int bodyLength;
    private int drained;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private Runnable afterwards = () -> {};

    BrowserConnection(SocketChannel channel, SelectionKey key, Handler handler) {
        this.channel = channel;
        this.key = key;
        this.handler = handler;
    }

    /** Goes on as far as it can without waiting; closes itself when it is over or broken. */
    void proceed() {
        try {
            if (phase == Phase.WRITING) {
                write();
            } else {
                read();
            }
        } catch (IOException gone) {
            close();
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean hasExpired() {
        return System.nanoTime() - expiresAt >= 0;
    }

    /** Ends the connection. What was to follow the reply follows also when the browser did not wait for it. */
    void close() {
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            // There is nothing left to free and nobody to tell.
        }
        runAfterwards();
    }

    private void read() throws IOException {
        int count = channel.read(ByteBuffer.wrap(chunk));
        if (count < 0) {
            close();
        } else if (phase == Phase.DRAINING) {
            drained += count;
            if (drained > MOST_DRAINED) {
                close();
            }
        } else {
            received.write(chunk, 0, count);
            advance();
        }
    }

    private void advance() throws IOException {
        try {
            RequestHead known = head == null ? completeHead() : head;
            if (known != null && received.size() >= bodyStart + bodyLength) {
                String body = new String(received.toByteArray(), bodyStart, bodyLength, StandardCharsets.UTF_8);
                reply(handler.answer(known, body));
            }
        } catch (HttpRefusal refusal) {
            reply(new Answered(HttpReply.of(refusal), () -> {}));
        }
    }

    private @Nullable RequestHead completeHead() throws HttpRefusal {
        String text = new String(received.toByteArray(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end > LARGEST_HEAD || (end < 0 && text.length() > LARGEST_HEAD)) {
            throw new HttpRefusal(431, "The header fields of the request are too long.");
        }
        if (end < 0) {
            return null;
        }
        RequestHead complete = RequestHead.parse(text.substring(0, end));
        bodyLength = handler.bodyLength(complete);
        bodyStart = end + 4;
        head = complete;
        return complete;
    }

    private void reply(Answered answered) throws IOException {
        received.reset();
        unsent = ByteBuffer.wrap(answered.reply().bytes());
        afterwards = answered.afterwards();
        enter(Phase.WRITING, WRITING_NANOS, SelectionKey.OP_WRITE);
        write();
    }

    private void write() throws IOException {
        channel.write(unsent);
        if (!unsent.hasRemaining()) {
            channel.shutdownOutput();
            enter(Phase.DRAINING, DRAINING_NANOS, SelectionKey.OP_READ);
            runAfterwards();
        }
    }

    private void enter(Phase next, long patienceNanos, int interest) {
        phase = next;
        expiresAt = System.nanoTime() + patienceNanos;
        key.interestOps(interest);
    }

    private void runAfterwards() {
        Runnable once = afterwards;
        afterwards = () -> {};
        once.run();
    }
}
