package io.openmsal.benchmarks.race;

import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.adapter.cache.RedisTokenStore;
import io.openmsal.port.store.TokenStore;
import io.openmsal.servers.PostgresServer;
import io.openmsal.servers.RedisServer;
import io.openmsal.servers.StoreServer;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.PooledConnection;
import org.h2.jdbcx.JdbcConnectionPool;

/** The servers that are raced on, and how to store tokens in them. */
public enum ServerKind {
    /** Redis, which writes each command to its disk before it answers. */
    REDIS {
        @Override
        public boolean isInstalled() {
            return RedisServer.isInstalled();
        }

        @Override
        StoreServer started() throws IOException, InterruptedException {
            return RedisServer.started();
        }

        @Override
        TokenStore connect(int port) {
            return RedisTokenStore.connecting(URI.create("redis://127.0.0.1:" + port), Optional.empty(), "race:");
        }
    },
    /** PostgreSQL, which flushes each transaction to its disk. */
    POSTGRESQL {
        @Override
        public boolean isInstalled() {
            return PostgresServer.isInstalled();
        }

        @Override
        StoreServer started() throws IOException, InterruptedException {
            PostgresServer server = PostgresServer.started();
            boolean ready = false;
            try {
                makeTable(server.port());
                ready = true;
                return server;
            } finally {
                // whatever went wrong: nobody else could stop it any more
                if (!ready) {
                    server.close();
                }
            }
        }

        @Override
        TokenStore connect(int port) {
            return new JdbcTokenStore(JdbcConnectionPool.create(PostgresServer.connections(port)));
        }
    };

    /**
     * Whether the machine has the server.
     *
     * @return false when there is nothing to race on
     */
    public abstract boolean isInstalled();

    /** A server in which nothing is stored yet. */
    abstract StoreServer started() throws IOException, InterruptedException;

    /** A store as one process has it, over the server on this port. */
    abstract TokenStore connect(int port);

    private static void makeTable(int port) throws IOException {
        try {
            PooledConnection connection = PostgresServer.connections(port).getPooledConnection();
            try (Statement statement = connection.getConnection().createStatement()) {
                statement.execute(JdbcTokenStore.ddl("token_store"));
            } finally {
                connection.close();
            }
        } catch (SQLException refused) {
            throw new IOException("The table could not be made", refused);
        }
    }
}
