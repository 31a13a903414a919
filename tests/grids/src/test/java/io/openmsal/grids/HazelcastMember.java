package io.openmsal.grids;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.cache.HazelcastMemberCachingProvider;
import com.hazelcast.cluster.Address;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.properties.ClusterProperty;
import java.util.List;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;

/** One member of a Hazelcast grid. */
final class HazelcastMember implements AutoCloseable {

    private final HazelcastInstance instance;
    private final CacheManager manager;

    private HazelcastMember(HazelcastInstance instance) {
        this.instance = instance;
        this.manager = new HazelcastMemberCachingProvider()
                .getCacheManager(null, null, HazelcastCachingProvider.propertiesByInstanceItself(instance));
    }

    /** Starts the first member of a grid, at a port that the system chooses. */
    static HazelcastMember first() {
        return started("openmsal-" + UUID.randomUUID(), List.of());
    }

    /**
     * Starts a member, at a port that the system chooses, and lets it join.
     *
     * @param invitation what a member of the grid said in {@link #invitation}
     * @return a member that has joined
     */
    static HazelcastMember joined(String invitation) {
        String[] parts = invitation.split("@", 2);
        return started(parts[0], List.of(parts[1]));
    }

    private static HazelcastMember started(String grid, List<String> members) {
        Config config = new Config();
        config.setClusterName(grid);
        config.setProperty(ClusterProperty.LOGGING_TYPE.getName(), "none");
        config.setProperty(ClusterProperty.PHONE_HOME_ENABLED.getName(), "false");
        config.setProperty(ClusterProperty.SOCKET_BIND_ANY.getName(), "false");
        config.getNetworkConfig().setPort(0).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        members.forEach(join.getTcpIpConfig()::addMember);
        return new HazelcastMember(Hazelcast.newHazelcastInstance(config));
    }

    /** What another member needs to join: the name of the grid, and where this member is. */
    String invitation() {
        Address address = instance.getCluster().getLocalMember().getAddress();
        return instance.getConfig().getClusterName() + "@" + address.getHost() + ":" + address.getPort();
    }

    /** A cache that all members share. */
    Cache<String, String> cache(String name) {
        Cache<String, String> present = manager.getCache(name, String.class, String.class);
        return present != null
                ? present
                : manager.createCache(
                        name, new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    }

    /** How many members there are. */
    int members() {
        return instance.getCluster().getMembers().size();
    }

    @Override
    public void close() {
        instance.getLifecycleService().terminate();
    }
}
