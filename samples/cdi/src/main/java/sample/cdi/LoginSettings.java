package sample.cdi;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.port.Secret;

/** What the deployment decides. The sample's tests produce one; an application would read its own configuration. */
public interface LoginSettings {

    /**
     * Who the application is.
     *
     * @return its client id
     */
    String clientId();

    /**
     * How it proves that. Asked anew for each request, so that the secret may rotate.
     *
     * @return its secret
     */
    Secret clientSecret();

    /**
     * Who issues tokens.
     *
     * @return the address of a tenant
     */
    String authority();

    /**
     * How to get there.
     *
     * @return proxy, trust and limits
     */
    HttpSettings http();
}
