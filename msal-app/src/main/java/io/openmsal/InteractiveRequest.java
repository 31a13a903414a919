package io.openmsal;

import io.openmsal.port.browser.Browser;

/** Signs in the person in front of the machine, in their own browser (RFC 8252). */
public interface InteractiveRequest
        extends TenantedRequest<InteractiveRequest>,
                SignInOptions<InteractiveRequest>,
                ExtensibleRequest<InteractiveRequest>,
                BoundRequest<InteractiveRequest> {

    /**
     * Shows the page in another way than the application's browser does.
     *
     * @param browser what shows it
     * @return this request
     */
    InteractiveRequest browser(Browser browser);

    /**
     * Sets the loopback port the browser comes back to.
     *
     * @param port from 1 to 65535; any free one when it is 0 or not set
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when there is no such port
     */
    InteractiveRequest port(int port);

    /**
     * Accepts the answer in a query, for providers that do not say that they offer {@code form_post}. It then stands in the browser's
     * history. Without this, signing in is refused where the provider lists its response modes and {@code form_post} is not among
     * them, and waits for a form post alone where it lists none.
     *
     * @return this request
     */
    InteractiveRequest acceptQueryResponse();
}
