package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.environment.Environment;
import java.net.URI;

/** Where the metadata service of virtual machines is, or the stand-in for it that a variable names. */
final class ImdsAddress {

    static final String STAND_IN = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    private static final URI USUAL = URI.create("http://169.254.169.254");

    private ImdsAddress() {}

    static boolean hasStandIn(Environment environment) {
        return SourceSigns.isSet(environment, STAND_IN);
    }

    /** An address of the service. */
    static URI of(Environment environment, String path, Form query) {
        URI host =
                hasStandIn(environment) ? EndpointReach.LOCAL_NETWORK_OR_TLS.endpointIn(environment, STAND_IN) : USUAL;
        return SourceAddress.of(URI.create(host.toString().replaceAll("/+$", "") + path), query);
    }
}
