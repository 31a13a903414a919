package io.openmsal.sample;

import io.openmsal.port.Secret;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;

/** The sample as it stands, in a Tomcat of this process. */
final class DeployedSample implements AutoCloseable {

    private static final Logger TALK = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    DeployedSample(Emulator emulator, Path folder) throws IOException, LifecycleException {
        TALK.setLevel(Level.SEVERE);
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        tomcat.start();
        tomcat.getHost().addChild(application(settings(emulator, folder)));
    }

    String address() {
        return origin() + "/app";
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private String origin() {
        return "http://localhost:" + tomcat.getConnector().getLocalPort();
    }

    private StandardContext application(Map<String, String> settings) {
        StandardContext context = new StandardContext();
        context.setPath("/app");
        context.setDocBase(Path.of("src/main/webapp").toAbsolutePath().toString());
        ContextConfig configuration = new ContextConfig();
        configuration.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(configuration);
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                settings.forEach(context.getServletContext()::setInitParameter);
            }
        });
        context.getNamingResources().addResource(database());
        return context;
    }

    private Map<String, String> settings(Emulator emulator, Path folder) throws IOException {
        String secret = UUID.randomUUID().toString();
        emulator.add(EmulatorApp.of("sample")
                .withSecret(Secret.of(secret))
                .withRedirectUri(address() + "/signed-in")
                .withAdminConsent());
        return Map.ofEntries(
                Map.entry("sample.origin", origin()),
                Map.entry("sample.authority", emulator.authority("contoso")),
                Map.entry("sample.issuer", emulator.issuer("contoso")),
                Map.entry("sample.clientId", "sample"),
                Map.entry("sample.clientSecret.file", written(secret, folder.resolve("client-secret"))),
                Map.entry("sample.scope", "api://orders/Orders.Read"),
                Map.entry("sample.api.clientId", "orders-api"),
                Map.entry("sample.api.clientSecret.file", written(secret, folder.resolve("api-secret"))),
                Map.entry("sample.api.audience", "api://orders"),
                Map.entry("sample.trust", written(emulator.caCertificatePem(), folder.resolve("trust.pem"))),
                Map.entry(
                        "sample.tokenKey.file",
                        written(Base64.getEncoder().encodeToString(new byte[32]), folder.resolve("token-key"))));
    }

    private static String written(String text, Path file) throws IOException {
        return Files.writeString(file, text).toString();
    }

    private static ContextResource database() {
        ContextResource resource = new ContextResource();
        resource.setName("jdbc/tokens");
        resource.setType("org.h2.jdbcx.JdbcDataSource");
        resource.setProperty("factory", "org.h2.jdbcx.JdbcDataSourceFactory");
        resource.setProperty("url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        resource.setProperty("user", "sa");
        resource.setProperty("password", "");
        resource.setProperty("description", "tokens");
        resource.setProperty("loginTimeout", "5");
        return resource;
    }
}
