package io.openmsal.containers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.FileStore;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.PersistentValve;
import org.apache.tomcat.util.descriptor.web.ContextResource;

/** Tomcat 9 in this process, where a test can hold on to the class loaders of web applications. */
final class EmbeddedTomcat implements AutoCloseable {

    /** Tomcat complains of every thread it finds at an undeployment; whether one matters is what the tests find out. */
    private static final Logger TALK = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    /** A database of its own, or what an application left would lie in front of the next under a key that it does not know. */
    private final String database = "tokens-" + UUID.randomUUID();

    EmbeddedTomcat(Path folder) throws LifecycleException {
        TALK.setLevel(Level.SEVERE);
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        tomcat.getHost().setParentClassLoader(new ContainerClasses());
        tomcat.start();
    }

    String origin() {
        return "http://localhost:" + tomcat.getConnector().getLocalPort();
    }

    /** Deploys an unpacked application with its settings, its database, and sessions that are written to a file when it ends. */
    StandardContext deploy(Path application, Map<String, String> settings) {
        return deploy("/app", application, settings, context -> {
            StandardManager sessions = new StandardManager();
            sessions.setPathname("sessions.ser");
            context.setManager(sessions);
        });
    }

    /**
     * Deploys it as one node of several, which have the database in common and the sessions: one is read for each request from the folder of all
     * nodes, and written to it afterwards.
     */
    void deployAsNode(String path, Path application, Map<String, String> settings, Path sessionsOfAll) {
        deploy(path, application, settings, context -> {
            FileStore files = new FileStore();
            files.setDirectory(sessionsOfAll.toString());
            PersistentManager sessions = new PersistentManager();
            sessions.setStore(files);
            context.setManager(sessions);
            context.setSessionCookiePath("/");
            context.getPipeline().addValve(new PersistentValve());
        });
    }

    private StandardContext deploy(
            String path, Path application, Map<String, String> settings, Consumer<StandardContext> sessions) {
        StandardContext context = new StandardContext();
        context.setPath(path);
        context.setDocBase(application.toString());
        ContextConfig configuration = new ContextConfig();
        configuration.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(configuration);
        // a stopped context forgets both, and a restart asks for them again
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                settings.forEach(context.getServletContext()::setInitParameter);
            }
        });
        context.getNamingResources().addResource(database());
        sessions.accept(context);
        tomcat.getHost().addChild(context);
        return context;
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private ContextResource database() {
        ContextResource resource = new ContextResource();
        resource.setName("jdbc/tokens");
        resource.setType("org.h2.jdbcx.JdbcDataSource");
        resource.setProperty("factory", "org.h2.jdbcx.JdbcDataSourceFactory");
        resource.setProperty("url", "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1");
        resource.setProperty("user", "sa");
        resource.setProperty("password", "");
        resource.setProperty("description", "tokens");
        resource.setProperty("loginTimeout", "5");
        return resource;
    }

    /** What a container shows its applications: itself and the driver of its database, and nothing of this test's class path. */
    private static final class ContainerClasses extends ClassLoader {

        private static final List<String> SHOWN = List.of(
                "javax.servlet.", "org.apache.catalina.", "org.apache.tomcat.", "org.apache.naming.", "org.h2.");

        ContainerClasses() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (SHOWN.stream().noneMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return EmbeddedTomcat.class.getClassLoader().loadClass(name);
        }
    }
}
