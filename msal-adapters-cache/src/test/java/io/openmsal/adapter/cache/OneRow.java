package io.openmsal.adapter.cache;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database with one row or none, which can be read, and says of each write what a test makes it say. */
final class OneRow {

    private final byte @Nullable [] content;

    private OneRow(byte @Nullable [] content) {
        this.content = content;
    }

    static OneRow of(byte[] content) {
        return new OneRow(content);
    }

    static OneRow none() {
        return new OneRow(null);
    }

    DataSource refusingWrites(SQLException failure) {
        return fake(
                DataSource.class,
                (source, asked, none) -> fake(
                        Connection.class,
                        (connection, called, sql) -> called.getName().equals("prepareStatement")
                                ? fake(
                                        PreparedStatement.class,
                                        (statement, method, values) -> switch (method.getName()) {
                                            case "executeUpdate" -> throw failure;
                                            case "executeQuery" -> fake(ResultSet.class, rows());
                                            case "getQueryTimeout" -> 0;
                                            default -> null;
                                        })
                                : called.getName().equals("getAutoCommit") ? true : null));
    }

    private InvocationHandler rows() {
        return (rows, method, column) -> switch (method.getName()) {
            case "next" -> content != null;
            case "getBytes" -> content;
            default -> null;
        };
    }

    private static <T> T fake(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
