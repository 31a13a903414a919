package io.openmsal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every shipped jar says of itself to module systems, and what it keeps from containers. */
class ManifestsTest {

    private static final Pattern ATTRIBUTES_OF_A_PACKAGE = Pattern.compile(";[^,\"]*(\"[^\"]*\"[^,\"]*)*");

    @Test
    void eachHasAModuleNameOfItsOwnThatIsAPackageInIt() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path jar : ShippedJars.all()) {
            String name = manifest(jar).getValue("Automatic-Module-Name");
            assertThat(name).as(jar.toString()).startsWith("io.openmsal");
            assertThat(ModuleFinder.of(jar).find(name)).as(name).isPresent();
            assertThat(names.add(name)).as("%s is new", name).isTrue();
        }
        assertThat(names).hasSize(17);
    }

    @Test
    void eachExportsAsABundleThePackagesThatItHas() throws IOException {
        for (Path jar : ShippedJars.all()) {
            assertThat(packagesOf(manifest(jar).getValue("Export-Package")))
                    .as(jar.toString())
                    .isNotEmpty()
                    .isEqualTo(packagesIn(jar));
        }
    }

    @Test
    void noneImportsWhatBelongsToAJdkAlone() throws IOException {
        for (Path jar : ShippedJars.all()) {
            String imports = manifest(jar).getValue("Import-Package");
            assertThat(packagesOf(imports))
                    .as(jar.toString())
                    .noneMatch(name -> name.startsWith("java.") || name.startsWith("sun."));
            assertThat(imports.replaceAll("jdk\\.(net|jfr);resolution:=optional", ""))
                    .as(jar.toString())
                    .doesNotContain("com.sun.crypto")
                    .doesNotContain("jdk.");
        }
    }

    @Test
    void theJarsWithHttpClientAskJbossModulesForJdkNet() throws IOException {
        for (String module : Set.of("msal-adapters-http", "msal-standalone")) {
            assertThat(manifest(ShippedJars.jar(module)).getValue("Dependencies"))
                    .as(module)
                    .isEqualTo("jdk.net optional");
        }
    }

    @Test
    void noneHasServiceFilesBeansOrALoggingBindingForOthersToFind() throws IOException {
        for (Path jar : ShippedJars.all()) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                assertThat(opened.stream().map(JarEntry::getName))
                        .as(jar.toString())
                        .noneMatch(name -> name.startsWith("META-INF/services/"))
                        .noneMatch(name -> name.endsWith("beans.xml"))
                        .noneMatch(name -> name.startsWith("org/slf4j/"))
                        .noneMatch(name -> name.endsWith("web-fragment.xml"));
            }
        }
    }

    private static Attributes manifest(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.getManifest().getMainAttributes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> packagesOf(String header) {
        return Set.of(ATTRIBUTES_OF_A_PACKAGE.matcher(header).replaceAll("").split(","));
    }

    private static Set<String> packagesIn(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("io/openmsal/shaded/"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                    .collect(Collectors.toSet());
        }
    }
}
