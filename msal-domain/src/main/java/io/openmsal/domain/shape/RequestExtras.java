package io.openmsal.domain.shape;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parameters and headers that a caller adds to the requests of one call, beyond what the protocol and this library send. Each says
 * whether it keeps the tokens apart in the cache. Immutable and safe for many threads. Prints names only.
 */
public final class RequestExtras {

    private static final RequestExtras NONE = new RequestExtras(Collections.emptyList());

    private final List<ExtraInput> inputs;

    private RequestExtras(List<ExtraInput> inputs) {
        this.inputs = inputs;
    }

    /**
     * No extras.
     *
     * @return the same object each time
     */
    public static RequestExtras none() {
        return NONE;
    }

    /**
     * These and a parameter in the body of the token request.
     *
     * @param name its name
     * @param value its value
     * @param sharing whether tokens got without it will do
     * @return new extras
     * @throws MsalConfigurationException when name or value is empty, or the name is this library's to set
     */
    public RequestExtras withBodyParameter(String name, String value, TokenSharing sharing) {
        return with(new ExtraInput.BodyParameter(name, value, sharing));
    }

    /**
     * These and a parameter in the addresses of the requests, also the one the browser opens.
     *
     * @param name its name
     * @param value its value
     * @param sharing whether tokens got without it will do
     * @return new extras
     * @throws MsalConfigurationException when name or value is empty, or the name is this library's to set
     */
    public RequestExtras withQueryParameter(String name, String value, TokenSharing sharing) {
        return with(new ExtraInput.QueryParameter(name, value, sharing));
    }

    /**
     * These and a header of the requests.
     *
     * @param name its name
     * @param value its value
     * @param sharing whether tokens got without it will do
     * @return new extras
     * @throws MsalConfigurationException when no header can carry them, or the name is this library's to set
     */
    public RequestExtras withHeader(String name, String value, TokenSharing sharing) {
        return with(new ExtraInput.Header(name, value, sharing));
    }

    /** An input of the same name and place is replaced. */
    private RequestExtras with(ExtraInput input) {
        input.checked();
        List<ExtraInput> more = new ArrayList<>(inputs);
        more.removeIf(old -> old.getClass() == input.getClass() && old.name().equals(input.name()));
        more.add(input);
        return new RequestExtras(Collections.unmodifiableList(more));
    }

    /**
     * Adds the parameters of the body.
     *
     * @param body the token request's parameters
     */
    public void addTo(Form body) {
        for (ExtraInput input : inputs) {
            input.addTo(body);
        }
    }

    /**
     * Adds the parameters of the query.
     *
     * @param query the parameters of the address that the browser opens
     */
    public void addToQuery(Form query) {
        inputs.forEach(input -> input.addToQuery(query));
    }

    /**
     * Adds what stands outside of the body.
     *
     * @param request a request to the token or the device code endpoint
     * @return the request with address and headers complete
     */
    public HttpRequest addTo(HttpRequest request) {
        HttpRequest complete = request;
        for (ExtraInput input : inputs) {
            complete = input.addTo(complete);
        }
        return complete;
    }

    /** What keeps the tokens apart, under the names by which all MSALs compute the key. */
    Map<String, String> components() {
        Map<String, String> components = new TreeMap<>();
        for (ExtraInput input : inputs) {
            if (input.sharing() == TokenSharing.SEPARATE) {
                String name = input instanceof ExtraInput.Header ? input.name().toLowerCase(Locale.ROOT) : input.name();
                if (components.put(name, input.value()) != null) {
                    throw new MsalConfigurationException(
                            "invalid_extra_input",
                            "The name " + name + " is used for extra inputs in two places that both keep tokens apart."
                                    + " Let one of them share tokens, or leave it out.");
                }
            }
        }
        return components;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof RequestExtras extras && inputs.equals(extras.inputs));
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (ExtraInput input : inputs) {
            hash = (hash * 31 + input.name().hashCode()) * 31 + input.value().hashCode();
        }
        return hash;
    }

    /** The names alone. */
    @Override
    public String toString() {
        return inputs.toString();
    }
}
