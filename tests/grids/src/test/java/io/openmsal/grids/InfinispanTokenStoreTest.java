package io.openmsal.grids;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import javax.cache.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.jcache.embedded.JCacheManager;
import org.infinispan.jcache.embedded.JCachingProvider;
import org.infinispan.manager.DefaultCacheManager;

/** Two members of Infinispan, over which the entries of one cache are distributed. */
class InfinispanTokenStoreTest extends GridContract {

    @Override
    Grid grid() {
        String name = "openmsal-" + UUID.randomUUID();
        DefaultCacheManager first = member(name);
        DefaultCacheManager second = member(name);
        assertThat(first.getMembers()).hasSize(2);
        return new Grid(cache -> made(first, cache), cache -> made(second, cache), () -> {
            second.stop();
            first.stop();
        });
    }

    private static DefaultCacheManager member(String grid) {
        GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
        global.transport().clusterName(grid).addProperty("configurationFile", "within-this-process.xml");
        return new DefaultCacheManager(global.build());
    }

    private static Cache<String, String> made(DefaultCacheManager member, String name) {
        member.defineConfiguration(
                name,
                new ConfigurationBuilder()
                        .clustering()
                        .cacheMode(CacheMode.DIST_SYNC)
                        .build());
        return new JCacheManager(URI.create("member:" + UUID.randomUUID()), member, new JCachingProvider())
                .getCache(name);
    }
}
