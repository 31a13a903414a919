package io.openmsal.realparties.grid;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.cache.HazelcastMemberCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.properties.ClusterProperty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;

/** One member of a Hazelcast grid, which knows the others by their ports. */
public final class GridMember implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String CACHE = "tokens";

    private final HazelcastInstance instance;
    private final Cache<String, String> cache;

    private GridMember(HazelcastInstance instance) {
        this.instance = instance;
        CacheManager manager = new HazelcastMemberCachingProvider()
                .getCacheManager(null, null, HazelcastCachingProvider.propertiesByInstanceItself(instance));
        Cache<String, String> present = manager.getCache(CACHE, String.class, String.class);
        this.cache = present != null
                ? present
                : manager.createCache(
                        CACHE, new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    }

    /**
     * Starts a member and lets it join those that run.
     *
     * @param port its own port
     * @param ports the ports of all members
     * @return a member that has joined
     */
    public static GridMember joined(int port, List<Integer> ports) {
        Config config = new Config();
        config.setClusterName("openmsal-" + ports.get(0));
        config.setProperty(ClusterProperty.LOGGING_TYPE.getName(), "none");
        config.setProperty(ClusterProperty.PHONE_HOME_ENABLED.getName(), "false");
        config.setProperty(ClusterProperty.SOCKET_BIND_ANY.getName(), "false");
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false).setPublicAddress(LOOPBACK + ":" + port);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(LOOPBACK);
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        ports.forEach(each -> join.getTcpIpConfig().addMember(LOOPBACK + ":" + each));
        return new GridMember(Hazelcast.newHazelcastInstance(config));
    }

    /** The cache that all members share. */
    public Cache<String, String> cache() {
        return cache;
    }

    /** How many members there are. */
    public int members() {
        return instance.getCluster().getMembers().size();
    }

    /** Ports that were free a moment ago. */
    public static List<Integer> freePorts(int count) throws IOException {
        ServerSocket[] sockets = new ServerSocket[count];
        Integer[] ports = new Integer[count];
        for (int i = 0; i < count; i++) {
            sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            ports[i] = sockets[i].getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return List.of(ports);
    }

    @Override
    public void close() {
        instance.getLifecycleService().terminate();
    }
}
