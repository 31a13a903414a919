package io.openmsal.benchmarks.startup;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;

/** This library as the builder wires it: Apache HttpClient, no injector. */
public final class FirstTokenByDefault {

    private FirstTokenByDefault() {}

    /**
     * Gets one token.
     *
     * @param args authority, client id, client secret
     */
    public static void main(String[] args) {
        String token = ConfidentialClientApplication.builder(args[1], ClientCredentials.secret(args[2]))
                .trustedAuthority(args[0])
                .allowHttpOnLoopback()
                .build()
                .acquireTokenForClient("api://bench/.default")
                .execute()
                .accessToken();
        System.out.println(token.length());
    }
}
