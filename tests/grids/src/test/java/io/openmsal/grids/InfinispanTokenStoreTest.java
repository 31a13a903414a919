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

    InfinispanTokenStoreTest() {
        super(TwoMembers::new);
    }

    private static final class TwoMembers implements Grid {

        private final String name = "openmsal-" + UUID.randomUUID();
        private final DefaultCacheManager first = member();
        private final DefaultCacheManager second = member();
        private final Cache<String, String> here = cache(first, "tokens");
        private final Cache<String, String> there = cache(second, "tokens");

        TwoMembers() {
            assertThat(first.getMembers()).hasSize(2);
        }

        @Override
        public Cache<String, String> here() {
            return here;
        }

        @Override
        public Cache<String, String> there() {
            return there;
        }

        @Override
        public Cache<String, String> create(String another) {
            return cache(first, another);
        }

        @Override
        public void close() {
            second.stop();
            first.stop();
        }

        private DefaultCacheManager member() {
            GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
            global.transport().clusterName(name).addProperty("configurationFile", "within-this-process.xml");
            return new DefaultCacheManager(global.build());
        }

        private static Cache<String, String> cache(DefaultCacheManager member, String name) {
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
}
