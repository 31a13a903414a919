package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.realparties.python.NeedsPythonMsal;
import io.openmsal.realparties.python.PythonMsal;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MSAL for Python, signed in at Microsoft's own host, which has several names. An emulator stands in for that. */
@NeedsPythonMsal
@Timeout(120)
class PythonSharesTheCacheOfMicrosoftTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private static final String MICROSOFT = "https://login.microsoftonline.com/";
    private static final String ADA = "ada@contoso.example";

    @TempDir
    Path place;

    private Path file;
    private String tenant;

    @BeforeEach
    void prepare() {
        EMULATOR.get().deviceCodeInterval(Duration.ofSeconds(1));
        tenant = EMULATOR.get().tenant("contoso").id();
        file = place.resolve("msal_token_cache.json");
    }

    private PublicClientApplication ours() {
        return PublicClientApplication.builder(EMULATOR.get().defaultPublicClientId())
                .authority(MICROSOFT + tenant)
                .transport(this::sentToTheStandIn)
                .tokenStore(SingleFileTokenStore.sharedWithMsalExtensions(
                        file, TokenCache.WHOLE_CACHE, new GsonJsonCodec(), FileStoreOptions.defaults()))
                .build();
    }

    private HttpResponse sentToTheStandIn(HttpRequest request) throws IOException {
        URI there = EMULATOR.get().baseUri().resolve(request.uri().getRawPath());
        HttpResponse answer = EMULATOR.get().transport().send(request.to(there));
        return new HttpResponse(
                answer.status(), answer.headers(), asMicrosofts(answer.text()).getBytes(StandardCharsets.UTF_8));
    }

    /** The same ID token, of the issuer that is expected. */
    private static String asMicrosofts(String answer) {
        try {
            GsonJsonCodec codec = new GsonJsonCodec();
            JsonObject members = JsonObject.parse(codec, answer);
            members.string("id_token").ifPresent(token -> {
                String[] parts = token.split("\\.", -1);
                String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace(EMULATOR.get().baseUri().toString().replaceFirst("/*$", "/"), MICROSOFT);
                parts[1] =
                        Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
                members.members().put("id_token", String.join(".", parts));
            });
            return codec.write(members.members());
        } catch (MalformedJsonException notJson) {
            return answer;
        }
    }

    private String refreshedHere() {
        PublicClientApplication app = ours();
        return app.acquireTokenSilent(app.accounts().get(0), "User.Read")
                .forceRefresh()
                .execute()
                .accessToken();
    }

    private String servedHere() {
        PublicClientApplication app = ours();
        return app.acquireTokenSilent(app.accounts().get(0), "User.Read")
                .execute()
                .accessToken();
    }

    private long tokenRequests() {
        return EMULATOR.get().requests(EmulatorEndpoint.TOKEN).size();
    }

    private static void signIn(MsalProgram theirs) {
        String code = (String) theirs.does("device").get("user_code");
        EMULATOR.get().approveDeviceCode(code, ADA);
        theirs.token();
    }

    @ParameterizedTest(name = "Python asks for the names of the cloud: {0}")
    @ValueSource(booleans = {false, true})
    void whomPythonSignedInItServesAndSignsOutAlsoAfterARefreshHere(boolean discovers, PythonMsal python)
            throws Exception {
        try (MsalProgram theirs = python.programAtMicrosoft(EMULATOR.get(), tenant, file, discovers)) {
            signIn(theirs);
            for (int round = 0; round < 3; round++) {
                String byUs = refreshedHere();
                EMULATOR.get().clearRequests();
                assertThat(theirs.does("accounts").get("accounts")).isEqualTo(List.of(ADA));
                assertThat(theirs.token("silent")).as("round %s", round).isEqualTo(byUs);
                assertThat(tokenRequests()).isZero();

                String byThem = theirs.token("silent", "force", true);
                assertThat(byThem).as("round %s", round).isNotEqualTo(byUs);
                assertThat(servedHere()).as("round %s", round).isEqualTo(byThem);
                assertThat(tokenRequests()).isOne();
            }
            refreshedHere();

            theirs.does("remove");

            assertThat(theirs.does("accounts").get("accounts")).isEqualTo(List.of());
            assertThat(ours().accounts()).isEmpty();
            assertThat(Files.readString(file)).doesNotContain("\"secret\"", "\"home_account_id\"");
        }
    }
}
