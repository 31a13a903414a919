package io.openmsal.containers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;

/** Tomcat 9 in this process, where a test can hold on to the class loaders of web applications. */
final class EmbeddedTomcat implements AutoCloseable {

    /** Tomcat complains of every thread it finds at an undeployment; whether one matters is what the tests find out. */
    private static final Logger TALK = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

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

    /** Deploys an unpacked application with its settings, its database, and sessions that are written to a file. */
    StandardContext deploy(Path application, Map<String, String> settings) {
        StandardContext context = new StandardContext();
        context.setPath("/app");
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
        StandardManager sessions = new StandardManager();
        sessions.setPathname("sessions.ser");
        context.setManager(sessions);
        tomcat.getHost().addChild(context);
        return context;
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static ContextResource database() {
        ContextResource resource = new ContextResource();
        resource.setName("jdbc/tokens");
        resource.setType("org.h2.jdbcx.JdbcDataSource");
        resource.setProperty("factory", "org.h2.jdbcx.JdbcDataSourceFactory");
        resource.setProperty("url", "jdbc:h2:mem:tokens;DB_CLOSE_DELAY=-1");
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
