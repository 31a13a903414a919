package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.testing.http.FakeHttpTransport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache that MSAL for Python wrote, with half of a surrogate pair in a name: its JSON library takes such text from anybody. */
class CacheWithHalfACharacterTest {

    private static final String NAME = "\"ada\\ud800@contoso.example\"";

    @TempDir
    Path directory;

    private final FakeHttpTransport transport = new FakeHttpTransport();
    private Path file = Path.of("");

    @BeforeEach
    void written() throws Exception {
        file = directory.resolve("cache.json");
        try (InputStream python = CacheWithHalfACharacterTest.class.getResourceAsStream("python-at-common.json")) {
            String document = new String(Objects.requireNonNull(python).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(file, document.replace("\"ada@contoso.example\"", NAME));
        }
    }

    @Test
    void isReadAndGoesOnToBeWrittenWithThatNameInIt() throws Exception {
        PublicClientApplication app = PublicClientApplication.builder("cid")
                .authority("https://login.microsoftonline.com/common")
                .transport(transport)
                .tokenStore(SingleFileTokenStore.sharedWithMsalExtensions(
                        file, TokenCache.WHOLE_CACHE, new GsonJsonCodec(), FileStoreOptions.defaults()))
                .build();
        transport.reply(
                200,
                "{\"access_token\":\"at-for-mail\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"Mail.Read\"}");

        app.acquireTokenSilent(app.accounts().get(0), "Mail.Read").execute();

        assertThat(Files.readString(file)).contains("at-of-python", "at-for-mail", NAME);
    }
}
