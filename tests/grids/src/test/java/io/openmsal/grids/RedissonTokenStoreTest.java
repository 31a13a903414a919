package io.openmsal.grids;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmsal.servers.RedisServer;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.jcache.JCachingProvider;
import org.redisson.jcache.configuration.RedissonConfiguration;

/** Two clients of Redisson on one Redis. */
class RedissonTokenStoreTest extends GridContract {

    RedissonTokenStoreTest() {
        super(() -> {
            assumeTrue(RedisServer.isInstalled(), "Redis is not installed");
            return new TwoClients();
        });
    }

    private static final class TwoClients implements Grid {

        private final RedisServer server = RedisServer.started();
        private final RedissonClient first = client(server);
        private final RedissonClient second = client(server);
        private final Cache<String, String> here = cache(first, "tokens");
        private final Cache<String, String> there = cache(second, "tokens");

        TwoClients() throws Exception {}

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
        public void close() throws Exception {
            second.shutdown();
            first.shutdown();
            server.close();
        }

        private static RedissonClient client(RedisServer server) {
            Config config = new Config();
            config.useSingleServer().setAddress(server.address().toString());
            return Redisson.create(config);
        }

        private static Cache<String, String> cache(RedissonClient client, String name) {
            MutableConfiguration<String, String> settings = new MutableConfiguration<>();
            settings.setTypes(String.class, String.class);
            return new JCachingProvider()
                    .getCacheManager()
                    .createCache(name, RedissonConfiguration.fromInstance(client, settings));
        }
    }
}
