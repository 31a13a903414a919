package sample.adapter;

import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.HttpTransportContract;
import java.net.http.HttpClient;

class JavaNetTransportTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport() {
        return new JavaNetTransport(HttpClient.newHttpClient());
    }
}
