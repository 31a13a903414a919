package io.openmsal.adapter.http;

import io.openmsal.port.http.PinnedTransports;
import io.openmsal.testing.http.PinnedTransportsContract;

class JdkPinnedTransportsTest extends PinnedTransportsContract {

    @Override
    protected PinnedTransports transports() {
        return new JdkPinnedTransports(HttpSettings.defaults());
    }
}
