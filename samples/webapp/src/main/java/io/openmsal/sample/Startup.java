package io.openmsal.sample;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.TokenValidator;
import io.openmsal.adapter.cache.EncryptedTokenStore;
import io.openmsal.adapter.cache.EncryptionKey;
import io.openmsal.adapter.cache.EncryptionKeys;
import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.HttpTransports;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.adapter.system.SystemSleeper;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.NamingException;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes what all servlets share when the application is deployed, and ends it when it is undeployed. */
public final class Startup implements ServletContextListener {

    private @Nullable ApacheHttpTransport toClose;
    private @Nullable ExecutorService own;

    /** For the container. */
    public Startup() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Settings settings = new Settings(context);
        try {
            // snippet: application
            HttpSettings http = HttpSettings.builder().trust(trust(settings)).build();
            ApacheHttpTransport connections = new ApacheHttpTransport(http);
            HttpTransport transport = HttpTransports.retrying(
                    connections, http, Clock.systemUTC(), new SystemSleeper(), new Random(), EventSink.none());
            DataSource database = Container.database();
            TokenStore store = new EncryptedTokenStore(new JdbcTokenStore(database), keys(settings));
            EventSink log = new ServerLog(context, Event.Level.valueOf(settings.get("sample.log")));
            ConfidentialClientApplication application = ConfidentialClientApplication.builder(
                            settings.get("sample.clientId"),
                            ClientCredentials.secret(settings.secret("sample.clientSecret")))
                    .trustedAuthority(settings.get("sample.authority"))
                    .transport(transport)
                    .tokenStore(store, StoreOptions.perPartition())
                    .events(log)
                    .build();
            // end
            ConfidentialClientApplication api = ConfidentialClientApplication.builder(
                            settings.get("sample.api.clientId"),
                            ClientCredentials.secret(settings.secret("sample.api.clientSecret")))
                    .trustedAuthority(settings.get("sample.authority"))
                    .transport(transport)
                    .tokenStore(store, StoreOptions.perPartition())
                    .events(log)
                    .build();
            // snippet: callers
            TokenValidator callers = TokenValidator.builder(
                            settings.get("sample.issuer"), settings.get("sample.api.audience"))
                    .adapters(Adapters.standard(http, log).withTransport(transport))
                    .build();
            // end
            toClose = connections;
            createTableIn(database, "token_store", JdbcTokenStore.ddl("token_store"));
            createTableIn(database, ProviderSessions.TABLE, ProviderSessions.DDL);
            ExecutorService executor = Container.executor().orElseGet(this::ownPool);
            context.log("The OpenMSAL sample works on " + executor.getClass().getName());
            new Shared(
                            application,
                            api,
                            callers,
                            new ProviderSessions(database, Clock.systemUTC()),
                            transport,
                            executor,
                            settings)
                    .keepIn(context);
        } catch (NamingException | SQLException | IOException impossible) {
            throw new IllegalStateException("The sample cannot start: " + impossible.getMessage(), impossible);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        // snippet: undeploy
        if (toClose != null) {
            toClose.close();
        }
        // end
        if (own != null) {
            own.shutdown();
        }
        RecordMethods.ofThisApplicationAreForgotten();
    }

    private static TrustSettings trust(Settings settings) throws IOException {
        return TrustSettings.pem(Files.readString(Path.of(settings.get("sample.trust"))));
    }

    private static EncryptionKeys keys(Settings settings) {
        String key = settings.secret("sample.tokenKey").get().reveal();
        return EncryptionKeys.of(new EncryptionKey("sample", Base64.getDecoder().decode(key)));
    }

    /** A plain servlet container has no executor to lend. */
    private ExecutorService ownPool() {
        AtomicInteger number = new AtomicInteger();
        own = Executors.newFixedThreadPool(4, work -> new Thread(work, "sample-" + number.incrementAndGet()));
        return own;
    }

    /** Another node may be at it at the same time. */
    private static void createTableIn(DataSource database, String table, String ddl) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (isIn(connection, table)) {
                return;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(ddl);
            } catch (SQLException failed) {
                if (!isIn(connection, table)) {
                    throw failed;
                }
            }
        }
    }

    private static boolean isIn(Connection connection, String table) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                if (table.equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
        }
        return false;
    }
}
