package io.openmsal;

import io.openmsal.domain.shape.TokenSharing;

/**
 * A request to which parameters and headers can be added that this library has no option for. Each says whether it keeps tokens
 * apart in the cache: with {@link TokenSharing#SEPARATE} a token serves only requests with the same name and value, with
 * {@link TokenSharing#SHARED} the cache takes no notice. What the protocol and this library set themselves, such as
 * {@code client_id}, is refused.
 *
 * @param <R> the kind of request, so that options chain
 */
public interface ExtensibleRequest<R extends ExtensibleRequest<R>> extends TokenRequest<R> {

    /**
     * Adds a parameter to the body of the token request.
     *
     * @param name its name
     * @param value its value, which is not printed
     * @param sharing whether tokens that were got without it will do
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when name or value is empty or the name is reserved
     */
    R extraBodyParameter(String name, String value, TokenSharing sharing);

    /**
     * Adds a parameter to the addresses of the requests: of the sign-in page, if there is one, and of the token endpoint.
     *
     * @param name its name
     * @param value its value
     * @param sharing whether tokens that were got without it will do
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when name or value is empty or the name is reserved
     */
    R extraQueryParameter(String name, String value, TokenSharing sharing);

    /**
     * Asks for claims on the application's own account, unlike {@link #claims(String)}, which passes on what a server demands. They
     * are merged into that and into the client capabilities. The token is kept in the cache, apart from those with other claims: each
     * different text is an entry of its own, so use few.
     *
     * @param json a JSON object (OpenID Connect Core §5.5); a blank text asks for nothing
     * @return this request
     */
    R clientClaims(String json);

    /**
     * Adds a header to the requests to the token endpoint.
     *
     * @param name its name
     * @param value its value, printable ASCII, which is not printed
     * @param sharing whether tokens that were got without it will do
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when no header can carry it or the name is reserved
     */
    R extraHeader(String name, String value, TokenSharing sharing);
}
