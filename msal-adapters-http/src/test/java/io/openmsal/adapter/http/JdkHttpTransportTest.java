package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.HttpTransportContract;

class JdkHttpTransportTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport() {
        return new JdkHttpTransport(HttpSettings.defaults());
    }
}
