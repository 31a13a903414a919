package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.HttpTransportContract;
import io.openmsal.testing.http.LoopbackServer;

class JdkHttpTransportOverTlsTest extends HttpTransportContract {

    private final TestAuthority authority = new TestAuthority();

    JdkHttpTransportOverTlsTest() throws Exception {}

    @Override
    protected HttpTransport transport() throws Exception {
        return new JdkHttpTransport(
                HttpSettings.builder().trust(TrustSettings.pem(authority.pem())).build());
    }

    @Override
    protected LoopbackServer startServer(LoopbackServer.Script script) throws Exception {
        return LoopbackServer.startTls(authority.loopbackContext(), script);
    }
}
