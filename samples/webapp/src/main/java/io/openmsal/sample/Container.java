package io.openmsal.sample;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** What the container has for its applications, under the names that Java EE gave them. */
@SuppressWarnings("BanJNDI") // the names are constants, in the directory of the container itself
final class Container {

    private Container() {}

    /** The database that {@code web.xml} asks for. */
    static DataSource database() throws NamingException {
        // snippet: database
        DataSource database = InitialContext.doLookup("java:comp/env/jdbc/tokens");
        // end
        return database;
    }

    /** The executor whose threads belong to the container. A plain servlet container has none. */
    static Optional<ExecutorService> executor() {
        try {
            // snippet: executor
            ExecutorService managed = InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
            // end
            return Optional.of(managed);
        } catch (NamingException plainServletContainer) {
            return Optional.empty();
        }
    }
}
