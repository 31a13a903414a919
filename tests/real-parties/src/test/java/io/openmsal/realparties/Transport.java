package io.openmsal.realparties;

import io.openmsal.Adapters;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.port.event.EventSink;

/** The two built-in ways to send, for tests that have to hold on both. */
enum Transport {
    APACHE {
        @Override
        Adapters adapters(HttpSettings settings) {
            return Adapters.standard(settings, EventSink.none());
        }
    },
    JDK {
        @Override
        Adapters adapters(HttpSettings settings) {
            return Adapters.jdkOnly(settings, EventSink.none());
        }
    };

    abstract Adapters adapters(HttpSettings settings);

    Adapters adapters() {
        return adapters(HttpSettings.defaults());
    }
}
