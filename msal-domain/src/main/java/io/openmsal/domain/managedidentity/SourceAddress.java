package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.Form;
import java.net.URI;

/** An endpoint together with a query. */
final class SourceAddress {

    private SourceAddress() {}

    static URI of(URI endpoint, Form query) {
        String text = endpoint.toString();
        return URI.create(text + (endpoint.getRawQuery() == null ? "?" : "&") + query.encode());
    }
}
