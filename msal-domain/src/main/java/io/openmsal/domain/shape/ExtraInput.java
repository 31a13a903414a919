package io.openmsal.domain.shape;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** One further input of a request: what it may be called, and where it goes. Its value may be secret, so only its name is printed. */
sealed interface ExtraInput {

    String name();

    String value();

    TokenSharing sharing();

    /** Names that mean something to the protocol already and are this library's to set. */
    Set<String> reserved();

    /** What messages call it. */
    String what();

    default void addTo(Form body) {}

    default void addToQuery(Form query) {}

    default HttpRequest addTo(HttpRequest request) {
        return request;
    }

    /** The input itself, unless it could not be sent or would change what this library says. */
    default ExtraInput checked() {
        if (name().trim().isEmpty() || value().isEmpty()) {
            throw new MsalConfigurationException(
                    "invalid_extra_input",
                    "An extra " + what() + " has no name or no value ('" + name() + "'). Give both, or leave it out.");
        }
        if (reserved().contains(name().toLowerCase(Locale.ROOT))) {
            throw new MsalConfigurationException(
                    "reserved_extra_input",
                    "The " + what() + " " + name()
                            + " is set by this library and cannot be given as an extra one. Leave it"
                            + " out, or use the option that is made for it.");
        }
        return this;
    }

    /** A parameter of the token request's body. */
    record BodyParameter(String name, String value, TokenSharing sharing) implements ExtraInput {

        @Override
        public Set<String> reserved() {
            return ReservedNames.PARAMETERS;
        }

        @Override
        public String what() {
            return "body parameter";
        }

        @Override
        public void addTo(Form body) {
            body.put(name, Secret.of(value));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A parameter of the endpoints' addresses: the authorization endpoint's too, where there is one. */
    record QueryParameter(String name, String value, TokenSharing sharing) implements ExtraInput {

        @Override
        public Set<String> reserved() {
            return ReservedNames.PARAMETERS;
        }

        @Override
        public String what() {
            return "query parameter";
        }

        @Override
        public void addToQuery(Form query) {
            query.put(name, value);
        }

        @Override
        public HttpRequest addTo(HttpRequest request) {
            String address = request.uri().toString();
            return request.to(URI.create(address
                    + (address.indexOf('?') < 0 ? "?" : "&")
                    + new Form().put(name, value).encode()));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A header field of the requests to the token and device code endpoints. */
    record Header(String name, String value, TokenSharing sharing) implements ExtraInput {

        @Override
        public ExtraInput checked() {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || !value.matches("[\\t -~]+")) {
                throw new MsalConfigurationException(
                        "invalid_extra_input",
                        "The extra header '" + name.replaceAll("[^ -~]", "?")
                                + "' has a name or a value that no header can"
                                + " carry (RFC 9110 §5). Use printable ASCII.");
            }
            return ExtraInput.super.checked();
        }

        @Override
        public Set<String> reserved() {
            return ReservedNames.HEADERS;
        }

        @Override
        public String what() {
            return "header";
        }

        @Override
        public HttpRequest addTo(HttpRequest request) {
            return request.withHeader(name, value);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
