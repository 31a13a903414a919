package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.store.FakeTokenStore;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens on behalf of somebody whom the provider did not name: kept for their assertion, in the process and in a store. */
class TokensOfTheUnnamedTest {

    private static final String HOST = "idp.example";
    private static final Scopes ORDERS = Scopes.requested("orders");
    private static final AppKey APP = new AppKey("cid", HOST);
    private static final OnBehalfOfKey KEY = OnBehalfOfKey.of("cid", HOST, "it", Secret.of("assertion"));

    private final TestClock clock = new TestClock();
    private final FakeTokenStore store = new FakeTokenStore();

    static Stream<StoreOptions> layouts() {
        return Stream.of(StoreOptions.wholeDocument(), StoreOptions.perPartition());
    }

    private TokenCache process(StoreOptions options) {
        return TokenCache.backedBy(store, new GsonJsonCodec(), clock, EventSink.none(), CacheBounds.STANDARD, options);
    }

    private AccessToken token(String secret) {
        long now = clock.millis() / 1000;
        return new AccessToken(
                Secret.of(secret), "Bearer", ORDERS, "cid", "it", "it", now, now + 3600, now + 3600, AccessToken.NEVER);
    }

    private @Nullable String found(TokenCache cache) {
        cache.catchUp(KEY);
        AccessToken token =
                cache.find(KEY, ORDERS, TokenKind.BEARER, clock.millis() / 1000, MinimumLifetime.standard());
        return token == null ? null : token.secret().reveal();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void anotherProcessFindsThem(StoreOptions options) {
        process(options).keep(KEY, token("of-somebody"), ORDERS);

        TokenCache other = process(options);

        assertThat(found(other)).isEqualTo("of-somebody");
        assertThat(other.account(KEY)).isNull();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void theyAreNoTokensOfTheApplication(StoreOptions options) throws IOException {
        TokenCache cache = process(options);
        cache.keep(KEY, token("of-somebody"), ORDERS);

        TokenCache other = process(options);
        other.catchUp(APP, "it");
        assertThat(other.find(APP, "it", ORDERS, TokenKind.BEARER, clock.millis() / 1000, MinimumLifetime.standard()))
                .isNull();
        other.remove(APP);
        assertThat(found(process(options))).isEqualTo("of-somebody");
        // Python takes a token whose account is null for the application's own
        assertThat(everythingStored()).contains("\"home_account_id\":\"\"").doesNotContain("\"home_account_id\":null");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void whoIsNamedLaterTakesThemAlongWhenTheyAreForgotten(StoreOptions options) {
        Account ada = new Account("ada", HOST, "ada@contoso.example", Map.of());
        TokenCache cache = process(options);
        cache.keep(KEY, token("first"), ORDERS);
        cache.keep(KEY, ada, token("second"), Optional.empty(), ORDERS);
        assertThat(found(process(options))).isEqualTo("second");

        cache.remove(ada, "cid");

        assertThat(found(cache)).isNull();
    }

    private String everythingStored() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : store.partitions()) {
            all.append(new String(store.content(name), StandardCharsets.UTF_8)).append('\n');
        }
        return all.toString().replace(" ", "");
    }
}
