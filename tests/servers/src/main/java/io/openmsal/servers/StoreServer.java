package io.openmsal.servers;

import java.io.IOException;

/** A running server that has on the disk what it acknowledged. For one thread at a time. */
public interface StoreServer extends AutoCloseable {

    /**
     * Where it listens, on loopback alone.
     *
     * @return the port, which stays the same
     */
    int port();

    /**
     * Ends it at once, whatever it is doing; what it has written stays with the operating system.
     *
     * @throws IOException when it does not end
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    void crash() throws IOException, InterruptedException;

    /**
     * Starts it on what is there, and waits until it answers.
     *
     * @throws IOException with what it said, when it does not
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    void start() throws IOException, InterruptedException;

    /**
     * Ends it and deletes what it stored.
     *
     * @throws IOException when it does not end, or something cannot be deleted
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    @Override
    void close() throws IOException, InterruptedException;
}
