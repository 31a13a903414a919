package io.openmsal.adapter.http;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.jspecify.annotations.Nullable;

/**
 * A connection that does not log what passes through it. HttpClient's own prints headers and bodies at debug level, and those
 * hold tokens: one broad log setting in an application must not be enough to spill them.
 */
final class UnloggedConnection extends DefaultManagedHttpClientConnection {

    UnloggedConnection(@Nullable Socket socket) throws IOException {
        super("openmsal");
        if (socket != null) {
            super.bind(new SocketHolder(socket));
        }
    }

    @Override
    public void bind(Socket socket) throws IOException {
        super.bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
        super.bind(new SocketHolder(tls, socket));
    }

    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {}

    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {}
}
