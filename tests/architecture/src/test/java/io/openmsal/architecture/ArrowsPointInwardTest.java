package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.openmsal.architecture.HeldRule.provenBy;

import io.openmsal.adapter.planted.NamesAnotherAdapter;
import io.openmsal.adapter.planted.NamesTheDomain;
import io.openmsal.domain.planted.NamesAThirdParty;
import io.openmsal.domain.planted.NamesAnAdapter;
import io.openmsal.planted.LivesInNoRing;
import io.openmsal.planted.NamesACredential;
import io.openmsal.planted.NamesTheTestKit;
import io.openmsal.port.planted.NamesAClient;
import io.openmsal.testing.planted.NamesTheApplication;
import java.util.stream.Stream;

/** app → adapters → ports and app → domain → ports: no arrow points outward, none across. Credentials stand on the app. */
class ArrowsPointInwardTest extends HeldRules {

    private static final String[] JDK = {"java..", "org.jspecify.annotations.."};

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(
                        NamesAClient.class,
                        classes()
                                .that()
                                .resideInAPackage(Hexagon.PORTS)
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(with(JDK, Hexagon.PORTS))
                                .as("the ports know the JDK alone")),
                provenBy(
                        NamesAnAdapter.class,
                        noClasses()
                                .that()
                                .resideInAPackage(Hexagon.DOMAIN)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        Hexagon.ADAPTERS,
                                        Hexagon.APP,
                                        Hexagon.WIRING,
                                        Hexagon.CREDENTIALS,
                                        Hexagon.TESTING,
                                        Hexagon.CLI)
                                .as("the domain knows no ring but the ports")),
                provenBy(
                        NamesAThirdParty.class,
                        classes()
                                .that()
                                .resideInAPackage(Hexagon.DOMAIN)
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(with(JDK, Hexagon.PORTS, Hexagon.DOMAIN))
                                .as("the domain knows the JDK and the ports alone")),
                provenBy(
                        NamesTheDomain.class,
                        noClasses()
                                .that()
                                .resideInAPackage(Hexagon.ADAPTERS)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        Hexagon.DOMAIN,
                                        Hexagon.APP,
                                        Hexagon.WIRING,
                                        Hexagon.CREDENTIALS,
                                        Hexagon.TESTING,
                                        Hexagon.CLI)
                                .as("an adapter knows no ring but the ports")),
                provenBy(
                        NamesAnotherAdapter.class,
                        io.openmsal.adapter.http.ApacheHttpTransport.class,
                        slices().matching(Hexagon.ADAPTER_ROOT + ".(*)..")
                                .should()
                                .notDependOnEachOther()
                                .as("adapters do not know each other")),
                provenBy(
                        NamesTheApplication.class,
                        noClasses()
                                .that()
                                .resideInAPackage(Hexagon.TESTING)
                                .and()
                                .resideOutsideOfPackage(Hexagon.APP_TESTING)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        Hexagon.DOMAIN,
                                        Hexagon.ADAPTERS,
                                        Hexagon.APP,
                                        Hexagon.WIRING,
                                        Hexagon.CREDENTIALS,
                                        Hexagon.APP_TESTING,
                                        Hexagon.CLI)
                                .as("the test kit knows no ring but the ports")),
                provenBy(
                        NamesTheTestKit.class,
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(Hexagon.TESTING, Hexagon.CLI)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(Hexagon.TESTING, Hexagon.CLI)
                                .as("nothing leans on the test kit or the command line, but the command line itself")),
                provenBy(
                        NamesACredential.class,
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(Hexagon.CREDENTIALS, Hexagon.CLI)
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(Hexagon.CREDENTIALS)
                                .as(
                                        "nothing needs the credentials but the command line: an application may leave them out")),
                provenBy(
                        LivesInNoRing.class,
                        classes()
                                .should()
                                .resideInAnyPackage(
                                        Hexagon.PORTS,
                                        Hexagon.DOMAIN,
                                        Hexagon.ADAPTERS,
                                        Hexagon.APP,
                                        Hexagon.WIRING,
                                        Hexagon.CREDENTIALS,
                                        Hexagon.TESTING,
                                        Hexagon.CLI)
                                .as("every class lives in a ring")));
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }
}
