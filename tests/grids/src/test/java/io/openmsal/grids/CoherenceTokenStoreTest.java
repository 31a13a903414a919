package io.openmsal.grids;

import com.tangosol.coherence.jcache.CoherenceBasedCachingProvider;
import com.tangosol.coherence.jcache.partitionedcache.PartitionedCacheConfiguration;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** One member of Coherence, with a partitioned cache. A second member would be another process. */
@DisabledForJreRange(min = JRE.JAVA_24, disabledReason = "its last release with JCache calls what Java 24 took away")
class CoherenceTokenStoreTest extends GridContract {

    CoherenceTokenStoreTest() {
        super(OneMember::new);
    }

    private static final class OneMember implements Grid {

        private final CachingProvider provider;
        private final CacheManager manager;
        private final Cache<String, String> cache;

        OneMember() {
            System.setProperty("coherence.cluster", "openmsal-" + UUID.randomUUID());
            System.setProperty("coherence.localhost", "127.0.0.1");
            System.setProperty("coherence.wka", "127.0.0.1");
            System.setProperty("coherence.log", "jdk");
            provider = new CoherenceBasedCachingProvider();
            manager = provider.getCacheManager();
            cache = create("tokens");
        }

        @Override
        public Cache<String, String> here() {
            return cache;
        }

        @Override
        public Cache<String, String> there() {
            return cache;
        }

        @Override
        public Cache<String, String> create(String another) {
            PartitionedCacheConfiguration<String, String> settings = new PartitionedCacheConfiguration<>();
            settings.setTypes(String.class, String.class);
            return manager.createCache(another, settings);
        }

        @Override
        public void close() {
            provider.close();
        }
    }
}
