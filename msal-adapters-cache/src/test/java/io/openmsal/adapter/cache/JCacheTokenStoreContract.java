package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import io.openmsal.port.store.UnreadablePartitionException;
import io.openmsal.testing.store.TokenStoreContract;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Proxy;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store in a cache does beyond the contract of every store, with whichever provider. */
abstract class JCacheTokenStoreContract extends TokenStoreContract {

    private final CachingProvider provider;
    private Cache<String, String> cache;

    /** Takes the provider by itself: there are several on the class path, and then none can be looked up. */
    JCacheTokenStoreContract(CachingProvider provider) {
        this.provider = provider;
    }

    @Override
    protected TokenStore store() {
        CacheManager manager = provider.getCacheManager();
        cache = manager.createCache(
                "tokens", new MutableConfiguration<String, String>().setTypes(String.class, String.class));
        return new JCacheTokenStore(cache);
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return new JCacheTokenStore(cache);
    }

    @Override
    protected boolean layBeyondReading(String partition) {
        cache.put(partition, "somebody else's");
        return true;
    }

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    @Test
    void valuesAreTextBecauseProvidersCompareArraysByIdentity() throws Exception {
        new JCacheTokenStore(cache).update("p", present -> new byte[] {'{', '}'});

        assertThat(cache.get("p")).isEqualTo("1:e30=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "2:e30=", "1:e30", "1:*secret*"})
    void aValueOfSomebodyElseIsRefusedUnshown(String value) throws Exception {
        cache.put("p", value);

        assertThatThrownBy(() -> new JCacheTokenStore(cache).update("p", present -> new byte[1]))
                .isInstanceOf(UnreadablePartitionException.class)
                .hasMessageContaining("Give the store a cache of its own")
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThat(cache.get("p")).isEqualTo(value);
    }

    /** As a provider may tell it that waits for another member. */
    @Test
    void whoIsInterruptedIsToldThatAndNothingOfTheCache() {
        Cache<String, String> interrupted = failingWith(new CacheException(new InterruptedException()));

        assertThatThrownBy(() -> new JCacheTokenStore(interrupted).read("p"))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("Interrupted while waiting for the cache");
        assertThat(Thread.interrupted()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static Cache<String, String> failingWith(RuntimeException failure) {
        return (Cache<String, String>) Proxy.newProxyInstance(
                JCacheTokenStoreContract.class.getClassLoader(),
                new Class<?>[] {Cache.class},
                (proxy, method, arguments) -> {
                    throw failure;
                });
    }

    @Test
    void aCacheThatIsClosedIsAnIoExceptionWithANextStep() {
        cache.close();

        assertThatThrownBy(() -> new JCacheTokenStore(cache).read("p"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("IllegalStateException")
                .hasMessageContaining("Check that it is open");
    }
}
