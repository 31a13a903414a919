package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import com.tngtech.archunit.lang.ArchRule;
import io.openmsal.adapter.planted.NamesALibraryNobodyChose;
import io.openmsal.adapter.planted.NamesDBus;
import io.openmsal.adapter.planted.NamesFlightRecorder;
import io.openmsal.adapter.planted.NamesGson;
import io.openmsal.adapter.planted.NamesGuice;
import io.openmsal.adapter.planted.NamesHttpClient;
import io.openmsal.adapter.planted.NamesJCache;
import io.openmsal.adapter.planted.NamesJedis;
import io.openmsal.adapter.planted.NamesJna;
import io.openmsal.adapter.planted.NamesJose4j;
import io.openmsal.adapter.planted.NamesOpenTelemetry;
import io.openmsal.adapter.planted.NamesPicocli;
import io.openmsal.adapter.planted.NamesSax;
import io.openmsal.adapter.planted.NamesSlf4j;
import io.openmsal.adapter.planted.NamesXmlParser;
import java.util.stream.Stream;

/** A third-party library is known to one package, so that replacing it changes one package. The test kit is exempt. */
class ThirdPartiesHaveOneHomeTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(NamesGson.class, onlyIn(Hexagon.JSON, "com.google.gson..")),
                provenBy(NamesXmlParser.class, onlyIn(Hexagon.XML, "javax.xml..")),
                provenBy(NamesSax.class, onlyIn(Hexagon.XML, "org.xml.sax..")),
                provenBy(NamesJose4j.class, onlyIn(Hexagon.CRYPTO, "org.jose4j..")),
                provenBy(NamesHttpClient.class, onlyIn(Hexagon.HTTP, "org.apache.hc..")),
                provenBy(NamesGuice.class, onlyIn(Hexagon.WIRING, "com.google.inject..")),
                provenBy(NamesJCache.class, onlyIn(Hexagon.CACHE, "javax.cache..")),
                provenBy(NamesJedis.class, onlyIn(Hexagon.CACHE, "redis.clients..")),
                provenBy(NamesJna.class, onlyIn(Hexagon.CACHE, "com.sun.jna..")),
                provenBy(NamesSlf4j.class, onlyIn(Hexagon.EVENTS, "org.slf4j..")),
                provenBy(NamesOpenTelemetry.class, onlyIn(Hexagon.EVENTS, "io.opentelemetry..")),
                provenBy(NamesFlightRecorder.class, onlyIn(Hexagon.EVENTS, "jdk.jfr..")),
                provenBy(NamesDBus.class, onlyIn(Hexagon.BROKER, "org.freedesktop.dbus..")),
                provenBy(NamesPicocli.class, onlyIn(Hexagon.CLI, "picocli..")),
                provenBy(
                        NamesALibraryNobodyChose.class,
                        classes()
                                .that()
                                .resideOutsideOfPackage(Hexagon.TESTING)
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        Hexagon.APP + "..",
                                        "java..",
                                        "javax.crypto..",
                                        "javax.net..",
                                        "javax.security..",
                                        "javax.sql..",
                                        "javax.xml..",
                                        "org.xml.sax..",
                                        "javax.cache..",
                                        "redis.clients..",
                                        "com.sun.jna..",
                                        "org.slf4j..",
                                        "io.opentelemetry..",
                                        "jdk.jfr..",
                                        "org.freedesktop.dbus..",
                                        "com.sun.net.httpserver..",
                                        "org.jspecify.annotations..",
                                        "com.google.gson..",
                                        "org.jose4j..",
                                        "org.apache.hc..",
                                        "com.google.inject..",
                                        "picocli..")
                                .as("no library is used that nobody chose")));
    }

    private static ArchRule onlyIn(String home, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(home, Hexagon.TESTING)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as(library + " is named only in " + home);
    }
}
