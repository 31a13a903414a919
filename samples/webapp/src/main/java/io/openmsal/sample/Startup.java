package io.openmsal.sample;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.adapter.cache.EncryptedTokenStore;
import io.openmsal.adapter.cache.EncryptionKey;
import io.openmsal.adapter.cache.EncryptionKeys;
import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.HttpTransports;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.adapter.system.SystemSleeper;
import io.openmsal.port.event.EventSink;
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
import javax.naming.NamingException;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes what all servlets share when the application is deployed, and ends it when it is undeployed. */
public final class Startup implements ServletContextListener {

    private static final String TABLE = "token_store";

    private @Nullable ApacheHttpTransport transport;
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
            transport = new ApacheHttpTransport(http);
            DataSource database = Container.database();
            ConfidentialClientApplication application = ConfidentialClientApplication.builder(
                            settings.get("sample.clientId"),
                            ClientCredentials.secret(settings.get("sample.clientSecret")))
                    .trustedAuthority(settings.get("sample.authority"))
                    .transport(HttpTransports.retrying(
                            transport, http, Clock.systemUTC(), new SystemSleeper(), new Random(), EventSink.none()))
                    .tokenStore(new EncryptedTokenStore(new JdbcTokenStore(database), keys(settings)))
                    .build();
            // end
            createTableIn(database);
            ExecutorService executor = Container.executor().orElseGet(this::ownPool);
            context.log("The OpenMSAL sample works on " + executor.getClass().getName());
            new Shared(application, executor, settings).keepIn(context);
        } catch (NamingException | SQLException | IOException impossible) {
            throw new IllegalStateException("The sample cannot start: " + impossible.getMessage(), impossible);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        // snippet: undeploy
        if (transport != null) {
            transport.close();
        }
        // end
        if (own != null) {
            own.shutdown();
        }
    }

    private static TrustSettings trust(Settings settings) throws IOException {
        return TrustSettings.pem(Files.readString(Path.of(settings.get("sample.trust"))));
    }

    private static EncryptionKeys keys(Settings settings) {
        return EncryptionKeys.of(
                new EncryptionKey("sample", Base64.getDecoder().decode(settings.get("sample.tokenKey"))));
    }

    private ExecutorService ownPool() {
        own = Executors.newFixedThreadPool(4);
        return own;
    }

    private static void createTableIn(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            boolean there = false;
            try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
                while (tables.next()) {
                    there |= TABLE.equalsIgnoreCase(tables.getString("TABLE_NAME"));
                }
            }
            if (!there) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(JdbcTokenStore.ddl(TABLE));
                }
            }
        }
    }
}
