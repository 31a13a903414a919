package io.openmsal.grids;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmsal.servers.RedisServer;
import java.io.IOException;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.jcache.JCachingProvider;
import org.redisson.jcache.configuration.RedissonConfiguration;

/** Two clients of Redisson on one Redis. */
class RedissonTokenStoreTest extends GridContract {

    @Override
    Grid grid() throws IOException, InterruptedException {
        assumeTrue(RedisServer.isInstalled(), "Redis is not installed");
        RedisServer server = RedisServer.started();
        RedissonClient first = client(server);
        RedissonClient second = client(server);
        return new Grid(name -> made(first, name), name -> made(second, name), () -> {
            second.shutdown();
            first.shutdown();
            server.close();
        });
    }

    private static RedissonClient client(RedisServer server) {
        Config config = new Config();
        config.useSingleServer().setAddress(server.address().toString());
        return Redisson.create(config);
    }

    private static Cache<String, String> made(RedissonClient client, String name) {
        MutableConfiguration<String, String> settings = new MutableConfiguration<>();
        settings.setTypes(String.class, String.class);
        return new JCachingProvider()
                .getCacheManager()
                .createCache(name, RedissonConfiguration.fromInstance(client, settings));
    }
}
