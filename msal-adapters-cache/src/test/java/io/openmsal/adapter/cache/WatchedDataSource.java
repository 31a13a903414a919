package io.openmsal.adapter.cache;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A pool that hands out its connections in one mode of auto-commit, counts them, and sees how they come back. */
final class WatchedDataSource {

    private final DataSource pool;
    private final boolean autoCommit;
    private final Map<Connection, Integer> open = new ConcurrentHashMap<>();
    private final AtomicInteger borrowed = new AtomicInteger();
    private final AtomicInteger changed = new AtomicInteger();

    WatchedDataSource(DataSource pool, boolean autoCommit) {
        this.pool = pool;
        this.autoCommit = autoCommit;
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(pool, method, arguments);
                    return result instanceof Connection connection ? watched(connection) : result;
                });
    }

    int borrowed() {
        return borrowed.get();
    }

    int stillOpen() {
        return open.size();
    }

    int cameBackInAnotherMode() {
        return changed.get();
    }

    private Connection watched(Connection connection) throws Exception {
        borrowed.incrementAndGet();
        connection.setAutoCommit(autoCommit);
        open.put(connection, queryTimeout(connection));
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        Integer before = open.remove(connection);
                        if (before != null) {
                            cameBack(connection, before);
                        }
                    }
                    return call(connection, method, arguments);
                });
    }

    /** What applies to the statements of a connection where nothing else is said. */
    private static int queryTimeout(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.getQueryTimeout();
        }
    }

    private void cameBack(Connection connection, int before) throws SQLException {
        if (connection.getAutoCommit() != autoCommit || queryTimeout(connection) != before) {
            changed.incrementAndGet();
        }
        if (!autoCommit) {
            // as a pool does: what was not committed is gone
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
