package io.openmsal.adapter.broker;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.TokenBinding;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests about nobody in particular, for tests of how long a request waits. */
final class Requests {

    private Requests() {}

    static BrokerRequest within(Deadline deadline, Cancellation cancellation) {
        return new BrokerRequest(
                "9f5c9b8e-0000-4000-8000-1c1c1c1c1c1c",
                URI.create("https://login.microsoftonline.com/common"),
                Set.of("User.Read"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TokenBinding.unbound(),
                Map.of(),
                "0f0f0f0f-0000-4000-8000-000000000000",
                deadline,
                cancellation);
    }
}
