package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.port.Secret;
import io.openmsal.realparties.node.NeedsNodeMsal;
import io.openmsal.realparties.node.NodeMsal;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One cache file of two servers: with this library, and with MSAL for Node. */
@NeedsNodeMsal
@Timeout(120)
class NodeServerSharesTheCacheTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private static final String ADA = "ada@contoso.example";
    private static final String OWN_SCOPE = "api://orders/.default";

    @TempDir
    Path place;

    private Emulator emulator;
    private String tenant;
    private Path file;

    @BeforeEach
    void prepare() {
        emulator = EMULATOR.get();
        tenant = emulator.tenant("contoso").id();
        file = place.resolve("msal_token_cache.json");
        emulator.consent(ADA, emulator.defaultConfidentialClientId(), "User.Read");
    }

    @Test
    void anApplicationsOwnTokenThatNodeGotIsServedHere(NodeMsal node) {
        try (MsalProgram theirs = node.server(emulator, tenant, file)) {
            String token = theirs.token("app", "scope", OWN_SCOPE);
            emulator.clearRequests();

            assertThat(ours().acquireTokenForClient(OWN_SCOPE).execute().accessToken())
                    .isEqualTo(token);
        }
        assertThat(tokenRequests()).isZero();
    }

    /** Node looks for an empty account where Python and this library write none. */
    @Test
    void nodeGetsATokenOfItsOwnBesideOursAndEitherIsServedHere(NodeMsal node) {
        String ours = ours().acquireTokenForClient(OWN_SCOPE).execute().accessToken();
        String theirs;
        try (MsalProgram program = node.server(emulator, tenant, file)) {
            theirs = program.token("app", "scope", OWN_SCOPE);
        }
        emulator.clearRequests();

        assertThat(ours().acquireTokenForClient(OWN_SCOPE).execute().accessToken())
                .isIn(ours, theirs);
        assertThat(tokenRequests()).isZero();
    }

    @Test
    void whatNodeGotOnBehalfOfAPersonIsServedHereForThatAssertionAlone(NodeMsal node) {
        String assertion = tokenForTheServer();
        try (MsalProgram theirs = node.server(emulator, tenant, file)) {
            String token = theirs.token("onBehalfOf", "assertion", assertion);
            emulator.clearRequests();

            assertThat(onBehalfOf(assertion)).isEqualTo(token);
            assertThat(tokenRequests()).isZero();

            assertThat(onBehalfOf(tokenForTheServer())).isNotEqualTo(token);
        }
    }

    @Test
    void nodeGetsATokenOnBehalfOfAPersonBesideOursAndEitherIsServedHere(NodeMsal node) {
        String assertion = tokenForTheServer();
        String ours = onBehalfOf(assertion);
        String theirs;
        try (MsalProgram program = node.server(emulator, tenant, file)) {
            theirs = program.token("onBehalfOf", "assertion", assertion);
        }
        emulator.clearRequests();

        assertThat(onBehalfOf(assertion)).isIn(ours, theirs);
        assertThat(tokenRequests()).isZero();
    }

    private String onBehalfOf(String assertion) {
        return ours().acquireTokenOnBehalfOf(Secret.of(assertion), "User.Read")
                .execute()
                .accessToken();
    }

    private String tokenForTheServer() {
        return PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority(tenant))
                .http(trusting())
                .build()
                .acquireTokenByDeviceCode(code -> emulator.approveDeviceCode(code.userCode(), ADA), "api://orders/read")
                .execute()
                .accessToken();
    }

    /** A program that has just started. */
    private ConfidentialClientApplication ours() {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority(tenant))
                .http(trusting())
                .tokenStore(SingleFileTokenStore.sharedWithMsalExtensions(
                        file, TokenCache.WHOLE_CACHE, new GsonJsonCodec(), FileStoreOptions.defaults()))
                .build();
    }

    private HttpSettings trusting() {
        return HttpSettings.builder()
                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                .build();
    }

    private long tokenRequests() {
        return emulator.requests(EmulatorEndpoint.TOKEN).size();
    }
}
