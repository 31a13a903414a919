package io.openmsal.benchmarks.startup;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.port.event.EventSink;

/** This library built by hand on the transport of the JDK. */
public final class FirstTokenOnJdkOnly {

    private FirstTokenOnJdkOnly() {}

    /**
     * Gets one token.
     *
     * @param args authority, client id, client secret
     */
    public static void main(String[] args) {
        String token = ConfidentialClientApplication.builder(args[1], ClientCredentials.secret(args[2]))
                .trustedAuthority(args[0])
                .allowHttpOnLoopback()
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none()))
                .build()
                .acquireTokenForClient("api://bench/.default")
                .execute()
                .accessToken();
        System.out.println(token.length());
    }
}
