package io.openmsal.benchmarks.startup;

import com.google.inject.Guice;
import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.wiring.MsalModule;

/** This library as Guice wires it. */
public final class FirstTokenWithGuice {

    private FirstTokenWithGuice() {}

    /**
     * Gets one token.
     *
     * @param args authority, client id, client secret
     */
    public static void main(String[] args) {
        String token = ConfidentialClientApplication.builder(args[1], ClientCredentials.secret(args[2]))
                .trustedAuthority(args[0])
                .allowHttpOnLoopback()
                .adapters(Guice.createInjector(new MsalModule()).getInstance(Adapters.class))
                .build()
                .acquireTokenForClient("api://bench/.default")
                .execute()
                .accessToken();
        System.out.println(token.length());
    }
}
