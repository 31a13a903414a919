package sample.spring;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.port.Secret;
import java.util.function.Supplier;

/**
 * What the deployment decides. The sample's tests define one; an application would read its own properties.
 *
 * @param clientId who the application is
 * @param clientSecret how it proves that; asked anew for each request, so that the secret may rotate
 * @param authority the address of a tenant, which issues tokens
 * @param http proxy, trust and limits
 */
public record LoginSettings(String clientId, Supplier<Secret> clientSecret, String authority, HttpSettings http) {}
