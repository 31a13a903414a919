package io.openmsal;

import io.openmsal.adapter.crypto.JoseProofKey;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.shape.SignedHttpRequest;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.ProofKey;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorBuilder;
import io.openmsal.testing.emulator.EmulatorFederation;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.store.FakeTokenStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every way to a token that goes to a server elsewhere, in the emulator's world. For tests of what must hold on all of them. */
enum EveryFlow {
    A_SECRET {
        @Override
        AuthenticationResult run(World world) {
            return world.server().acquireTokenForClient(Emulated.SCOPE).execute();
        }
    },
    A_CERTIFICATE {
        @Override
        AuthenticationResult run(World world) {
            return world.daemon(world.certificate())
                    .acquireTokenForClient(Emulated.SCOPE)
                    .execute();
        }
    },
    A_CERTIFICATE_IN_THE_HANDSHAKE {
        @Override
        boolean needsOwnTlsContext() {
            return true;
        }

        @Override
        AuthenticationResult run(World world) {
            return world.daemon(world.certificate())
                    .acquireTokenForClient(Emulated.SCOPE)
                    .withMutualTlsProofOfPossession()
                    .execute();
        }
    },
    A_FEDERATED_MANAGED_IDENTITY_PATH {
        @Override
        AuthenticationResult run(World world) {
            return world.server()
                    .acquireTokenForClient(EXCHANGE)
                    .fmiPath("some/path")
                    .execute();
        }
    },
    AN_AGENT {
        @Override
        AuthenticationResult run(World world) {
            return world.agent().acquireTokenForAgent(Emulated.SCOPE).execute();
        }
    },
    AN_AGENT_FOR_A_PERSON {
        @Override
        AuthenticationResult run(World world) {
            return world.agent()
                    .acquireTokenForUser(FederatedUser.withUsername(ADA), "User.Read")
                    .execute();
        }
    },
    A_FEDERATED_CREDENTIAL_OF_A_PERSON {
        @Override
        AuthenticationResult run(World world) {
            ConfidentialClientApplication byHand = world.agentByHand();
            String own = byHand.acquireTokenForClient(EXCHANGE).execute().accessToken();
            return byHand.acquireTokenByUserFederatedIdentityCredential(
                            FederatedUser.withUsername(ADA), Secret.of(own), "User.Read")
                    .execute();
        }
    },
    INTERACTIVE {
        @Override
        AuthenticationResult run(World world) {
            return world.desktop().acquireTokenInteractive("User.Read").execute();
        }
    },
    SILENT {
        @Override
        AuthenticationResult run(World world) {
            PublicClientApplication desktop = world.desktop();
            Account ada = desktop.acquireTokenInteractive("User.Read")
                    .execute()
                    .account()
                    .orElseThrow();
            return desktop.acquireTokenSilent(ada, "User.Read").forceRefresh().execute();
        }
    },
    DEVICE_CODE {
        @Override
        AuthenticationResult run(World world) {
            world.emulator().deviceCodeInterval(Duration.ofSeconds(1));
            return world.desktop()
                    .acquireTokenByDeviceCode(
                            code -> world.emulator().approveDeviceCode(code.userCode(), ADA), "User.Read")
                    .execute();
        }
    },
    AUTHORIZATION_CODE {
        @Override
        AuthenticationResult run(World world) {
            ConfidentialClientApplication server = world.server();
            PendingSignIn pending = server.signIn(URI.create("https://app.example/back"), "User.Read")
                    .begin();
            return server.acquireTokenByAuthorizationCode(
                            pending, world.emulator().signIn(pending.authorizationUri(), ADA))
                    .execute();
        }
    },
    REFRESH_TOKEN {
        @Override
        AuthenticationResult run(World world) throws IOException {
            return world.desktop()
                    .acquireTokenByRefreshToken(world.refreshToken(), "User.Read")
                    .execute();
        }
    },
    PASSWORD {
        @Override
        AuthenticationResult run(World world) {
            return world.withPassword(ADA);
        }
    },
    PASSWORD_KEPT_BY_AN_ORGANIZATION {
        @Override
        AuthenticationResult run(World world) {
            return world.withPassword(FAY);
        }
    },
    ON_BEHALF_OF {
        @Override
        AuthenticationResult run(World world) {
            return world.server()
                    .acquireTokenOnBehalfOf(world.received(), "User.Read")
                    .execute();
        }
    },
    SESSION_ON_BEHALF_OF {
        @Override
        AuthenticationResult run(World world) {
            OnBehalfOfSessions sessions = world.server().onBehalfOfSessions();
            Secret key = sessions.newKey();
            sessions.begin(key, world.received(), "User.Read").execute();
            return sessions.acquireToken(key, "User.Read").forceRefresh().execute();
        }
    },
    PROOF_OF_POSSESSION {
        @Override
        AuthenticationResult run(World world) {
            return world.server()
                    .acquireTokenForClient(Emulated.SCOPE)
                    .proofOfPossession(SignedHttpRequest.of("GET", URI.create("https://api.contoso.example/orders")))
                    .execute();
        }
    },
    SSH_CERTIFICATE {
        @Override
        AuthenticationResult run(World world) {
            ProofKey key = JoseProofKey.generate();
            String jwk = "{\"kty\":\"RSA\",\"e\":\"" + key.publicJwk().get("e") + "\",\"n\":\""
                    + key.publicJwk().get("n") + "\"}";
            return world.server()
                    .acquireTokenForClient(Emulated.SCOPE)
                    .sshCertificate(jwk, "machine-key")
                    .execute();
        }
    },
    ANY_OPENID_CONNECT_PROVIDER {
        @Override
        AuthenticationResult run(World world) {
            return PublicClientApplication.builder(world.emulator().defaultPublicClientId())
                    .oidcAuthority(world.emulator().oidcAuthority("contoso"))
                    .adapters(world.adapters())
                    .build()
                    .acquireTokenInteractive("User.Read")
                    .execute();
        }
    };

    static final String ADA = "ada@contoso.example";
    static final String FAY = "fay@both.example";
    static final String PASSWORD_OF_ALL = "ada-password";
    private static final String EXCHANGE = "api://AzureADTokenExchange/.default";
    private static final String DAEMON = "4b5e8a0c-7f1d-4c7a-9d3f-2f3f8f2f9c02";
    private static final String AGENT = "0a6e7f00-1111-2222-3333-444455556667";
    private static final Pattern KEPT_REFRESH_TOKEN =
            Pattern.compile("\"RefreshToken\":\\{\"[^{]*\\{[^}]*\"secret\":\"([^\"]+)\"");
    private static final TestCertificate CERTIFICATE = TestCertificates.rsa(2048);

    /** What an emulator has to know for all of them. */
    static EmulatorBuilder known(EmulatorBuilder builder) {
        return builder.federation(EmulatorFederation.of("both.example"))
                .user(EmulatorUser.named(FAY).withPassword(PASSWORD_OF_ALL))
                .app(EmulatorApp.of(DAEMON).withCertificate(CERTIFICATE.certificate()));
    }

    /** Gets a token from the provider. */
    abstract AuthenticationResult run(World world) throws IOException;

    /** Whether it cannot do with a TLS context that is finished. */
    boolean needsOwnTlsContext() {
        return false;
    }

    /**
     * Makes applications, each with nothing in its cache.
     *
     * @param emulator one that was made of {@link #known}
     * @param adapters how they reach it
     */
    record World(Emulator emulator, Adapters adapters) {

        PublicClientApplication desktop() {
            return Emulated.publicClient(emulator, adapters);
        }

        ConfidentialClientApplication server() {
            return Emulated.confidentialClient(emulator, adapters);
        }

        ConfidentialClientApplication daemon(ClientCredential credential) {
            return ConfidentialClientApplication.builder(DAEMON, credential)
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(adapters)
                    .build();
        }

        ClientCredential certificate() {
            Secret password = Secret.of("changeit");
            return ClientCredentials.keyStoreCertificate(CERTIFICATE.keyStore("app", password), "app", password);
        }

        AgentIdentity agent() {
            ConfidentialClientApplication blueprint = server();
            emulator.add(EmulatorApp.of(AGENT).asAgentOf(blueprint.clientId()).withAdminConsent());
            return blueprint.agent(AGENT);
        }

        /** The same, with each step taken by the application. */
        ConfidentialClientApplication agentByHand() {
            agent();
            ConfidentialClientApplication blueprint = server();
            return ConfidentialClientApplication.builder(
                            AGENT,
                            ClientCredentials.assertion(request -> Secret.of(blueprint
                                    .acquireTokenForClient(EXCHANGE)
                                    .fmiPath(AGENT)
                                    .execute()
                                    .accessToken())))
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(adapters)
                    .build();
        }

        AuthenticationResult withPassword(String username) {
            PublicClientApplication desktop = PublicClientApplication.builder(emulator.defaultPublicClientId())
                    .trustedAuthority(emulator.authority("organizations"))
                    .adapters(adapters)
                    .build();
            emulator.consent(username, desktop.clientId(), "User.Read");
            return desktop.acquireTokenByUsernamePassword(username, Secret.of(PASSWORD_OF_ALL), "User.Read")
                    .execute();
        }

        /** What a web API was called with. */
        Secret received() {
            emulator.consent(ADA, emulator.defaultConfidentialClientId(), "User.Read");
            return Secret.of(desktop()
                    .acquireTokenInteractive("api://orders/read")
                    .execute()
                    .accessToken());
        }

        /** As another library might have left it behind: in its store. */
        Secret refreshToken() throws IOException {
            FakeTokenStore store = new FakeTokenStore();
            PublicClientApplication.builder(emulator.defaultPublicClientId())
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(adapters)
                    .tokenStore(store)
                    .build()
                    .acquireTokenInteractive("User.Read")
                    .execute();
            String document =
                    new String(store.content(store.partitions().iterator().next()), StandardCharsets.UTF_8);
            Matcher kept = KEPT_REFRESH_TOKEN.matcher(document);
            if (!kept.find()) {
                throw new AssertionError("No refresh token was kept");
            }
            return Secret.of(kept.group(1));
        }
    }
}
