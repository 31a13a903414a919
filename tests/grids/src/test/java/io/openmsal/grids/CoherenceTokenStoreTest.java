package io.openmsal.grids;

import com.tangosol.coherence.jcache.CoherenceBasedCachingProvider;
import com.tangosol.coherence.jcache.partitionedcache.PartitionedCacheConfiguration;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;

/** One member of Coherence, with a partitioned cache. A second member would be another process. */
class CoherenceTokenStoreTest extends GridContract {

    @Override
    Grid grid() {
        System.setProperty("coherence.cluster", "openmsal-" + UUID.randomUUID());
        System.setProperty("coherence.localhost", "127.0.0.1");
        System.setProperty("coherence.wka", "127.0.0.1");
        System.setProperty("coherence.log", "jdk");
        CachingProvider provider = new CoherenceBasedCachingProvider();
        CacheManager manager = provider.getCacheManager();
        return new Grid(
                name -> made(manager, name),
                name -> manager.getCache(name, String.class, String.class),
                provider::close);
    }

    private static Cache<String, String> made(CacheManager manager, String name) {
        PartitionedCacheConfiguration<String, String> settings = new PartitionedCacheConfiguration<>();
        settings.setTypes(String.class, String.class);
        return manager.createCache(name, settings);
    }
}
