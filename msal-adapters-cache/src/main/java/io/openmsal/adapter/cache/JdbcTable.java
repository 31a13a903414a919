package io.openmsal.adapter.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/** A table's name, which becomes a part of statements and therefore is letters, digits and underscores alone. */
final class JdbcTable {

    static final String DEFAULT_NAME = "token_store";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

    private final String name;

    JdbcTable(String name) {
        if (!ALLOWED.matcher(Objects.requireNonNull(name, "table")).matches()) {
            throw new IllegalArgumentException(
                    "A table name has letters, digits and underscores, begins with no digit, and may"
                            + " stand behind a schema of the same kind and a dot. This one is of another kind: "
                            + name);
        }
        this.name = name;
    }

    /** The file beside this class, which people can also run by hand, for this name. */
    String ddl() {
        try (InputStream file = JdbcTable.class.getResourceAsStream("token_store.sql")) {
            byte[] text = Objects.requireNonNull(file, "token_store.sql").readAllBytes();
            return new String(text, StandardCharsets.UTF_8)
                    .replace("create table " + DEFAULT_NAME, "create table " + name);
        } catch (IOException unreadable) {
            throw new IllegalStateException("The archive of msal-adapters-cache cannot be read", unreadable);
        }
    }

    String select() {
        return "select content from " + name + " where partition_name = ?";
    }

    String insert() {
        return "insert into " + name + " (content, content_version, partition_name) values (?, ?, ?)";
    }

    String update() {
        return "update " + name
                + " set content = ?, content_version = ? where partition_name = ? and content_version = ?";
    }

    String delete() {
        return "delete from " + name + " where partition_name = ?";
    }

    String deleteVersion() {
        return delete() + " and content_version = ?";
    }

    String names() {
        return "select partition_name from " + name;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
