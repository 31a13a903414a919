package io.openmsal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.packaging.alone.GetsTokens;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** The jars as bundles in a running OSGi framework (Apache Felix). */
class OsgiTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    private Path folder;

    @Test
    void aBundleGetsATokenFromTheBundleWithEverythingInIt() throws Exception {
        ApplicationProcess application = new ApplicationProcess(EMULATOR.get(), folder);
        List<String> arguments = application.arguments();
        Framework framework = start();
        try {
            install(framework, ShippedJars.standalone()).start();
            Bundle sample = install(framework, sampleBundle());
            sample.start();

            Method tokens = sample.loadClass(GetsTokens.class.getName())
                    .getMethod("tokens", String.class, String.class, Path.class, Path.class);

            assertThat(tokens.getDeclaringClass()).isNotSameAs(GetsTokens.class);
            assertThat(tokens.invoke(
                            null,
                            arguments.get(0),
                            arguments.get(1),
                            Path.of(arguments.get(2)),
                            Path.of(arguments.get(3))))
                    .isEqualTo(ApplicationProcess.TOKENS);
        } finally {
            stop(framework);
        }
    }

    @Test
    void portsDomainAndTheAdaptersWithoutALibraryResolve() throws Exception {
        Framework framework = start();
        try {
            for (String module : List.of(
                    "msal-ports",
                    "msal-domain",
                    "msal-adapters-browser",
                    "msal-adapters-system",
                    "msal-adapters-cache")) {
                install(framework, ShippedJars.jar(module));
            }
            for (Bundle bundle : framework.getBundleContext().getBundles()) {
                if (bundle != framework) {
                    bundle.start();
                    assertThat(bundle.getState()).as(bundle.getSymbolicName()).isEqualTo(Bundle.ACTIVE);
                }
            }
        } finally {
            stop(framework);
        }
    }

    private Framework start() throws BundleException {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", folder.resolve("felix").toString()));
        framework.start();
        return framework;
    }

    private static void stop(Framework framework) throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static Bundle install(Framework framework, Path jar) throws BundleException {
        return framework.getBundleContext().installBundle(jar.toUri().toString());
    }

    /** A bundle of the application's class, which imports our packages like any other. */
    private Path sampleBundle() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "sample");
        main.putValue(
                "Import-Package",
                "io.openmsal,io.openmsal.adapter.cache,io.openmsal.adapter.http,io.openmsal.domain.client,"
                        + "io.openmsal.domain.token,io.openmsal.port,io.openmsal.port.store");
        String file = GetsTokens.class.getName().replace('.', '/') + ".class";
        Path bundle = folder.resolve("sample.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(bundle), manifest);
                InputStream bytes = GetsTokens.class.getClassLoader().getResourceAsStream(file)) {
            out.putNextEntry(new ZipEntry(file));
            bytes.transferTo(out);
        }
        return bundle;
    }
}
