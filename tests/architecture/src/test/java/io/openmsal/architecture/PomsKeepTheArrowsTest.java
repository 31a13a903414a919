package io.openmsal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The poms draw the same arrows as the packages, so that a forbidden import does not even find its class. */
class PomsKeepTheArrowsTest {

    private static final Path ROOT = Pom.repository();
    private static final String TEST_KIT = "msal-testing";

    /** Both test kits bring AssertJ, since both have assertions. */
    private static final Set<String> TEST_KITS = Set.of(TEST_KIT, "msal-testing-app");
    /** No code of its own: the other modules once more, with a logging library inside that says nothing. */
    private static final String ONE_JAR = "msal-standalone";

    @Test
    void thePortsHaveAnEmptyRuntimeTree() {
        assertThat(shipped("msal-ports").atRunTime()).isEmpty();
        assertThat(Pom.at(ROOT.resolve("pom.xml")).atRunTime())
                .as("what every module inherits")
                .isEmpty();
    }

    @Test
    void theDomainDependsOnThePortsAlone() {
        assertThat(leaningOn(shipped("msal-domain"), "msal-ports")).isEmpty();
        assertThat(shipped("msal-domain").thirdPartiesAtRunTime()).isEmpty();
    }

    @Test
    void anAdapterDependsOnThePortsAloneAmongOurs() {
        assertThat(shipped().filter(pom -> pom.artifactId().startsWith("msal-adapters-")))
                .isNotEmpty()
                .allSatisfy(pom -> assertThat(leaningOn(pom, "msal-ports")).isEmpty());
    }

    @Test
    void theTestKitDependsOnThePortsAloneAmongOurs() {
        assertThat(leaningOn(shipped(TEST_KIT), "msal-ports")).isEmpty();
    }

    @Test
    void eachThirdPartyIsNamedByOnePom() {
        assertThat(namedTwice(ofLibraries())).isEmpty();
    }

    @Nested
    class PlantedPoms {

        @Test
        void aDomainThatNamesAnAdapterIsCaught() {
            assertThat(leaningOn(planted("domain-with-an-adapter"), "msal-ports"))
                    .containsExactly("msal-adapters-json");
        }

        @Test
        void aLibraryInThePortsIsCaught() {
            assertThat(planted("ports-with-a-library").atRunTime()).isNotEmpty();
        }

        @Test
        void aSecondHomeOfALibraryIsCaught() {
            assertThat(namedTwice(Stream.concat(ofLibraries(), Stream.of(planted("ports-with-a-library")))))
                    .containsKey("org.bitbucket.b_c:jose4j");
        }

        private Pom planted(String name) {
            return Pom.at(ROOT.resolve("tests/architecture/src/test/resources/planted/" + name + ".xml"));
        }
    }

    private static List<String> leaningOn(Pom pom, String allowed) {
        return pom.oursAtRunTime().stream()
                .filter(name -> !name.equals(allowed))
                .toList();
    }

    private static Map<String, List<String>> namedTwice(Stream<Pom> poms) {
        Map<String, List<String>> homes = new TreeMap<>();
        poms.forEach(pom -> pom.thirdPartiesAtRunTime()
                .forEach(library -> homes.computeIfAbsent(library, unseen -> new ArrayList<>())
                        .add(pom.artifactId())));
        homes.values().removeIf(names -> names.size() < 2);
        return homes;
    }

    private static Stream<Pom> shipped() {
        return Pom.at(ROOT.resolve("pom.xml")).modules().stream()
                .filter(module -> module.startsWith("msal-"))
                .map(module -> Pom.at(ROOT.resolve(module).resolve("pom.xml")));
    }

    private static Stream<Pom> ofLibraries() {
        return shipped()
                .filter(pom -> !TEST_KITS.contains(pom.artifactId())
                        && !pom.artifactId().equals(ONE_JAR));
    }

    private static Pom shipped(String module) {
        return shipped()
                .filter(pom -> pom.artifactId().equals(module))
                .findFirst()
                .orElseThrow();
    }
}
