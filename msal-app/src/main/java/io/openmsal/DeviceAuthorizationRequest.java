package io.openmsal;

import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.port.Cancellation;
import java.time.Duration;

/**
 * Begins a sign-in on another device (RFC 8628 §3.1) for a program that cannot wait for the person on one thread: a page that asks now and
 * then, a process that ends in between. {@link PublicClientApplication#acquireTokenByDeviceCode(DeviceCode, String...)} ends it. Not for many
 * threads.
 */
public interface DeviceAuthorizationRequest {

    /**
     * Asks another tenant of the same cloud.
     *
     * @param tenant a tenant id or a domain; to be named in the second step too
     * @return this request
     */
    DeviceAuthorizationRequest tenant(String tenant);

    /**
     * Passes a claims challenge on to the server (OpenID Connect Core §5.5).
     *
     * @param json a JSON object; a blank text is no challenge
     * @return this request
     */
    DeviceAuthorizationRequest claims(String json);

    /**
     * Asks for claims on the application's own account ({@link ExtensibleRequest#clientClaims}).
     *
     * @param json a JSON object; a blank text asks for nothing
     * @return this request
     */
    DeviceAuthorizationRequest clientClaims(String json);

    /**
     * Adds a parameter to the address of the request that this library has no option for.
     *
     * @param name its name
     * @param value its value
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when name or value is empty or the name is reserved
     */
    DeviceAuthorizationRequest extraQueryParameter(String name, String value);

    /**
     * Adds a header to the request.
     *
     * @param name its name
     * @param value its value, printable ASCII, which is not printed
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when no header can carry it or the name is reserved
     */
    DeviceAuthorizationRequest extraHeader(String name, String value);

    /**
     * Sets the id that ties this request to the server's log.
     *
     * @param id sent as {@code client-request-id}, 1 to 128 visible ASCII characters; a random UUID when it is not set
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when it has others, or more, or none
     */
    DeviceAuthorizationRequest correlationId(String id);

    /**
     * Bounds the request.
     *
     * @param limit how long from {@link #begin()} on; the application's own limit is not exceeded
     * @return this request
     */
    DeviceAuthorizationRequest timeout(Duration limit);

    /**
     * Lets another thread end the request.
     *
     * @param ending cancel it to end the request
     * @return this request
     */
    DeviceAuthorizationRequest cancellation(Cancellation ending);

    /**
     * Gets a code, and waits for nobody.
     *
     * @return the code, to be shown by {@link DeviceCode#message()} and to be kept for the second step. Whoever has
     *     {@link DeviceCode#deviceCode()} gets the person's tokens: where it has to leave the process, write down its parts as you would a password
     * @throws io.openmsal.domain.failure.MsalException when the provider offers no device codes, refuses, or does not answer
     */
    DeviceCode begin();
}
