package io.openmsal.containers;

import io.openmsal.realparties.party.PartyMissingException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Containers that nobody here wrote, and how their operators would give them the sample and its database. */
enum ContainerKind {
    TOMCAT_9("org.apache.tomcat:tomcat:9.0.117:zip", "apache-tomcat-9.0.117") {
        @Override
        Process launch(Place place) throws IOException {
            return tomcat(place, SampleArchive.javax());
        }
    },
    TOMCAT_10("org.apache.tomcat:tomcat:10.1.59:zip", "apache-tomcat-10.1.59") {
        @Override
        Process launch(Place place) throws IOException {
            return tomcat(place, SampleArchive.jakarta());
        }
    },
    TOMEE_8("org.apache.tomee:apache-tomee:8.0.13:zip:webprofile", "apache-tomee-webprofile-8.0.13") {
        @Override
        Process launch(Place place) throws IOException {
            catalinaBase(place, SampleArchive.javax());
            Files.writeString(place.base().resolve("conf/tomee.xml"), """
                    <tomee>
                      <Resource id="jdbc/tokens" type="DataSource">
                        JdbcDriver org.h2.Driver
                        JdbcUrl jdbc:h2:mem:tokens;DB_CLOSE_DELAY=-1
                        UserName sa
                        JtaManaged false
                      </Resource>
                    </tomee>
                    """);
            return catalina(place);
        }
    },
    OPEN_LIBERTY("io.openliberty:openliberty-webProfile8:26.0.0.3:zip", "wlp") {
        @Override
        Process launch(Place place) throws IOException {
            Path server = Files.createDirectories(place.base().resolve("servers/sample"));
            Files.writeString(
                    server.resolve("server.xml"), """
                    <server>
                      <featureManager>
                        <feature>servlet-4.0</feature>
                        <feature>jndi-1.0</feature>
                        <feature>jdbc-4.2</feature>
                        <feature>concurrent-1.0</feature>
                      </featureManager>
                      <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                      <library id="h2"><file name="%s"/></library>
                      <dataSource jndiName="jdbc/tokens" type="javax.sql.DataSource" transactional="false">
                        <jdbcDriver libraryRef="h2" javax.sql.DataSource="org.h2.jdbcx.JdbcDataSource"/>
                        <properties URL="jdbc:h2:mem:tokens;DB_CLOSE_DELAY=-1" user="sa" password=""/>
                      </dataSource>
                      <webApplication location="%s" contextRoot="/app"/>
                    </server>
                    """.formatted(place.port(), driver(), SampleArchive.javax()));
            Files.write(server.resolve("jvm.options"), options(place.settings()).toList());
            return place.start(
                    Map.of("WLP_USER_DIR", place.base().toString(), "WLP_OUTPUT_DIR", place.base() + "/output"),
                    "bin/server",
                    "run",
                    "sample");
        }
    },
    WILDFLY_26("org.wildfly:wildfly-dist:26.1.3.Final:zip", "wildfly-26.1.3.Final") {
        @Override
        Process launch(Place place) throws IOException {
            copy(place.home().resolve("standalone/configuration"), place.base().resolve("configuration"));
            Path deployments = Files.createDirectories(place.base().resolve("deployments"));
            Files.copy(SampleArchive.javax(), deployments.resolve("app.war"));
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
    };

    private final String artifact;
    private final String root;

    ContainerKind(String artifact, String root) {
        this.artifact = artifact;
        this.root = root;
    }

    /** What Maven fetches. */
    String artifact() {
        return artifact;
    }

    /** The folder in that archive. */
    String root() {
        return root;
    }

    /** Configures a server in the place's base folder, and starts it. */
    abstract Process launch(Place place) throws IOException, PartyMissingException;

    private static Process tomcat(Place place, Path archive) throws IOException {
        catalinaBase(place, archive);
        Files.writeString(place.base().resolve("conf/context.xml"), """
                <Context>
                  <Resource name="jdbc/tokens" auth="Container" type="javax.sql.DataSource" driverClassName="org.h2.Driver"
                            url="jdbc:h2:mem:tokens;DB_CLOSE_DELAY=-1" username="sa" password=""/>
                </Context>
                """);
        return catalina(place);
    }

    private static void catalinaBase(Place place, Path archive) throws IOException {
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
                        .replace("port=\"8005\"", "port=\"-1\""));
        Files.copy(driver(), base.resolve("lib").resolve(driver().getFileName()));
        Files.copy(archive, base.resolve("webapps/app.war"));
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
        return Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
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
