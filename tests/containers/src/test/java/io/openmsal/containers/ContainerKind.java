package io.openmsal.containers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Containers that nobody here wrote, and how their operators would give them the sample and its database. */
enum ContainerKind {
    TOMCAT_9("org.apache.tomcat:tomcat:9.0.117:zip", "apache-tomcat-9.0.117", ContainerKind.POOL_OF_THE_SAMPLE) {
        @Override
        Process launch(Place place) throws IOException {
            return tomcat(place);
        }
    },
    TOMCAT_10("org.apache.tomcat:tomcat:10.1.59:zip", "apache-tomcat-10.1.59", ContainerKind.POOL_OF_THE_SAMPLE) {
        @Override
        Process launch(Place place) throws IOException {
            return tomcat(place);
        }

        @Override
        Path archive() {
            return SampleArchive.jakarta();
        }

        @Override
        ServletNamespace servlets(Path home) {
            return new ServletNamespace("jakarta", home.resolve("lib/servlet-api.jar"));
        }
    },
    TOMEE_8(
            "org.apache.tomee:apache-tomee:8.0.13:zip:webprofile",
            "apache-tomee-webprofile-8.0.13",
            // the web profile lends no executor under the name of the specification
            ContainerKind.POOL_OF_THE_SAMPLE) {
        @Override
        Process launch(Place place) throws IOException {
            catalinaBase(place);
            Files.writeString(place.base().resolve("conf/tomee.xml"), """
                    <tomee>
                      <Resource id="jdbc/tokens" type="DataSource">
                        JdbcDriver org.h2.Driver
                        JdbcUrl %s
                        UserName %s
                        Password %s
                        JtaManaged false
                      </Resource>
                    </tomee>
                    """.formatted(
                            place.database().url(), Database.USER, Database.PASSWORD));
            return catalina(place);
        }
    },
    OPEN_LIBERTY("io.openliberty:openliberty-webProfile8:26.0.0.3:zip", "wlp", "Default Executor-thread-\\d+") {
        @Override
        Process launch(Place place) throws IOException {
            Path server = Files.createDirectories(place.base().resolve("servers/sample"));
            place.deployTo(server.resolve("apps"));
            String applications = Stage.NAMES.stream()
                    .map(name -> "<webApplication location=\"" + name + ".war\" contextRoot=\"/" + name + "\"/>")
                    .collect(Collectors.joining("\n"));
            Files.writeString(server.resolve("server.xml"), """
                    <server>
                      <featureManager>
                        <feature>servlet-4.0</feature>
                        <feature>jndi-1.0</feature>
                        <feature>jdbc-4.2</feature>
                        <feature>concurrent-1.0</feature>
                      </featureManager>
                      <!-- a connection that became HTTP/2 would hold the application that answered first on it -->
                      <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"
                                    protocolVersion="http/1.1"/>
                      <applicationMonitor pollingRate="200ms"/>
                      <library id="h2"><file name="%s"/></library>
                      <dataSource jndiName="jdbc/tokens" type="javax.sql.DataSource" transactional="false">
                        <jdbcDriver libraryRef="h2" javax.sql.DataSource="org.h2.jdbcx.JdbcDataSource"/>
                        <properties URL="%s" user="%s" password="%s"/>
                      </dataSource>
                      %s
                    </server>
                    """.formatted(
                    place.port(), driver(), place.database().url(), Database.USER, Database.PASSWORD, applications));
            Files.write(server.resolve("jvm.options"), options(place.settings()).toList());
            return place.start(
                    Map.of("WLP_USER_DIR", place.base().toString(), "WLP_OUTPUT_DIR", place.base() + "/output"),
                    "bin/server",
                    "run",
                    "sample");
        }

        @Override
        void deploy(Place place, String name, Path archive) throws IOException {
            replace(archive, place.base().resolve("servers/sample/apps/" + name + ".war"));
        }
    },
    WILDFLY_26(
            "org.wildfly:wildfly-dist:26.1.3.Final:zip",
            "wildfly-26.1.3.Final",
            "EE-ManagedExecutorService-default-Thread-\\d+") {
        @Override
        Process launch(Place place) throws IOException {
            copy(place.home().resolve("standalone/configuration"), place.base().resolve("configuration"));
            Path configuration = place.base().resolve("configuration/standalone.xml");
            Files.writeString(
                    configuration,
                    Files.readString(configuration)
                            .replaceFirst(
                                    "jdbc:h2:mem:test[^<]*", place.database().url())
                            .replace("scan-interval=\"5000\"", "scan-interval=\"300\""));
            place.deployTo(place.base().resolve("deployments"));
            return place.start(
                    Map.of("JAVA_OPTS", "-Xms64m -Xmx512m " + joined(place.settings())),
                    "bin/standalone.sh",
                    "-Djboss.server.base.dir=" + place.base(),
                    "-Djboss.http.port=" + place.port(),
                    "-Djboss.https.port=0",
                    "-Djboss.management.http.port=0",
                    "-b",
                    "127.0.0.1",
                    "-bmanagement",
                    "127.0.0.1");
        }

        @Override
        void deploy(Place place, String name, Path archive) throws IOException {
            Path deployments = place.base().resolve("deployments");
            replace(archive, deployments.resolve(name + ".war"));
            Files.writeString(deployments.resolve(name + ".war.dodeploy"), "");
        }
    };

    private static final String POOL_OF_THE_SAMPLE = "sample-\\d+";

    private final String artifact;
    private final String root;
    private final Pattern workers;

    ContainerKind(String artifact, String root, String workers) {
        this.artifact = artifact;
        this.root = root;
        this.workers = Pattern.compile(workers);
    }

    /** What Maven fetches. */
    String artifact() {
        return artifact;
    }

    /** The folder in that archive. */
    String root() {
        return root;
    }

    /** The names of the threads that applications are to use: the container's own, where it lends any. */
    Pattern workers() {
        return workers;
    }

    /** The sample for it. */
    Path archive() {
        return SampleArchive.javax();
    }

    /** What its servlets are compiled against. */
    ServletNamespace servlets(Path home) {
        return new ServletNamespace("javax", jarOf(javax.servlet.Servlet.class));
    }

    /** Configures a server in the place's base folder, and starts it. */
    abstract Process launch(Place place) throws IOException;

    /** Deploys an archive, in the place of the one with this name if there is one, as an operator does who copies files. */
    void deploy(Place place, String name, Path archive) throws IOException {
        replace(archive, place.base().resolve("webapps/" + name + ".war"));
    }

    private static Process tomcat(Place place) throws IOException {
        catalinaBase(place);
        Files.writeString(place.base().resolve("conf/context.xml"), """
                <Context>
                  <Resource name="jdbc/tokens" auth="Container" type="javax.sql.DataSource" driverClassName="org.h2.Driver"
                            url="%s" username="%s" password="%s"/>
                </Context>
                """.formatted(
                        place.database().url(), Database.USER, Database.PASSWORD));
        return catalina(place);
    }

    private static void catalinaBase(Place place) throws IOException {
        Path base = place.base();
        copy(place.home().resolve("conf"), base.resolve("conf"));
        for (String folder : List.of("lib", "logs", "temp", "webapps", "work")) {
            Files.createDirectories(base.resolve(folder));
        }
        Path server = base.resolve("conf/server.xml");
        Files.writeString(
                server,
                Files.readString(server)
                        .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + place.port() + "\"")
                        .replace("port=\"8005\"", "port=\"-1\"")
                        // how often it looks at its files, in seconds
                        .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "));
        Files.copy(driver(), base.resolve("lib").resolve(driver().getFileName()));
        place.deployTo(base.resolve("webapps"));
    }

    private static Process catalina(Place place) throws IOException {
        return place.start(
                Map.of(
                        "CATALINA_BASE",
                        place.base().toString(),
                        "CATALINA_OPTS",
                        "-Xmx256m " + joined(place.settings())),
                "bin/catalina.sh",
                "run");
    }

    private static Stream<String> options(Map<String, String> settings) {
        return settings.entrySet().stream().map(one -> "-D" + one.getKey() + "=" + one.getValue());
    }

    private static String joined(Map<String, String> settings) {
        return options(settings).collect(Collectors.joining(" "));
    }

    /** The database's driver, which a container brings and an application does not. */
    private static Path driver() {
        return jarOf(org.h2.Driver.class);
    }

    private static Path jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** In one step: a server that looks at its files never sees half of one. */
    private static void replace(Path archive, Path deployed) throws IOException {
        Path ready = Files.copy(
                archive,
                deployed.getParent().resolveSibling(deployed.getFileName() + ".next"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.move(ready, deployed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes any) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
