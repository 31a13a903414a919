package io.openmsal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every shipped jar says of itself to module systems, and what it keeps from containers. */
class ManifestsTest {

    private static final Pattern ATTRIBUTES_OF_A_PACKAGE = Pattern.compile(";[^,\"]*(\"[^\"]*\"[^,\"]*)*");

    private static final Pattern MODULE_OF_THE_JDK = Pattern.compile("-> (jdk\\.[\\w.]+)");

    @Test
    void eachHasAModuleNameOfItsOwnUnderWhichItsPackagesLie() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path jar : ShippedJars.all()) {
            String name = manifest(jar).getValue("Automatic-Module-Name");
            assertThat(name).as(jar.toString()).startsWith("io.openmsal");
            assertThat(ModuleFinder.of(jar).find(name)).as(name).isPresent();
            assertThat(names.add(name)).as("%s is new", name).isTrue();
            // the one jar has those of all the others
            if (!jar.equals(ShippedJars.standalone())) {
                assertThat(packagesIn(jar))
                        .as(jar.toString())
                        .isNotEmpty()
                        .allMatch(found -> found.equals(name) || found.startsWith(name + "."));
            }
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

    /** JBoss Modules hides modules of the JDK outside of Java SE from a deployment, unless a jar in it asks for them. */
    @Test
    void eachAsksJbossModulesForWhatItNeedsOfTheJdkBeyondJavaSe() throws IOException {
        for (Path jar : ShippedJars.all()) {
            if (jar.getFileName().toString().startsWith("msal-testing")) {
                continue; // test kits, which nobody deploys
            }
            Set<String> needed = modulesOfTheJdk(jar);
            if (jar.getFileName().toString().startsWith("msal-adapters-http")) {
                // what its library needs; the one jar has it inside
                needed.addAll(modulesOfTheJdk(ShippedJars.library("httpclient5")));
                assertThat(needed).containsExactly("jdk.net");
            }
            String asked = manifest(jar).getValue("Dependencies");
            assertThat(asked == null ? Set.of() : Set.of(asked.split(", *")))
                    .as("Dependencies of %s, each optional, because a missing module fails the whole deployment", jar)
                    .isEqualTo(needed.stream().map(name -> name + " optional").collect(Collectors.toSet()));
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

    private static Set<String> modulesOfTheJdk(Path jar) {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(out, out, "--multi-release", "17", "-summary", jar.toString());
        return MODULE_OF_THE_JDK
                .matcher(printed.toString())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
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
