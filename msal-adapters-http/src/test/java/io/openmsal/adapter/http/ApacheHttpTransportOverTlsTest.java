package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.HttpTransportContract;
import io.openmsal.testing.http.LoopbackServer;

class ApacheHttpTransportOverTlsTest extends HttpTransportContract {

    private final TestAuthority authority = new TestAuthority();

    ApacheHttpTransportOverTlsTest() throws Exception {}

    @Override
    protected HttpTransport transport() throws Exception {
        return new ApacheHttpTransport(
                HttpSettings.builder().trust(TrustSettings.pem(authority.pem())).build());
    }

    @Override
    protected LoopbackServer startServer(LoopbackServer.Script script) throws Exception {
        return LoopbackServer.startTls(authority.loopbackContext(), script);
    }
}
