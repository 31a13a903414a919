package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.HttpTransportContract;

class ApacheHttpTransportTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport() {
        return new ApacheHttpTransport(HttpSettings.defaults());
    }
}
