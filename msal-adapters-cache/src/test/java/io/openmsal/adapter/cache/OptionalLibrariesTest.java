package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An application that uses one store does not have the libraries of the others. */
class OptionalLibrariesTest {

    @Test
    void everyOtherClassLoadsWithoutThem() throws Exception {
        URL ports = TokenStore.class.getProtectionDomain().getCodeSource().getLocation();
        CodeSource mine = MemoryTokenStore.class.getProtectionDomain().getCodeSource();
        Path classes = Path.of(mine.getLocation().toURI());
        List<String> names = names(classes);

        try (URLClassLoader bare =
                new URLClassLoader(new URL[] {ports, mine.getLocation()}, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> bare.loadClass("redis.clients.jedis.UnifiedJedis"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> bare.loadClass("javax.cache.Cache")).isInstanceOf(ClassNotFoundException.class);
            for (String name : names) {
                Class<?> loaded = Class.forName(name, true, bare);
                assertThat(loaded.getClassLoader()).isSameAs(bare);
                // resolves every type of every signature
                loaded.getDeclaredMethods();
                loaded.getDeclaredConstructors();
                loaded.getDeclaredFields();
            }
        }
        assertThat(names).contains(JdbcTokenStore.class.getName(), EncryptedTokenStore.class.getName());
    }

    @Test
    void whoAsksForAKeyringIsToldWhichLibraryToAdd() throws Exception {
        URL ports = TokenStore.class.getProtectionDomain().getCodeSource().getLocation();
        URL mine = MemoryTokenStore.class.getProtectionDomain().getCodeSource().getLocation();

        try (URLClassLoader bare = new URLClassLoader(new URL[] {ports, mine}, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = Class.forName(SystemKeyring.class.getName(), true, bare);
            Object keyring = type.getMethod("ofThisMachine").invoke(null);

            assertThatThrownBy(() -> type.getMethod("probe").invoke(keyring))
                    .rootCause()
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessageStartingWith("com.sun.jna");
            assertThatThrownBy(() -> type.getMethod("probe").invoke(keyring))
                    .cause()
                    .hasMessageContaining("net.java.dev.jna:jna-platform");
        }
    }

    private static List<String> names(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(classes::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.contains("package-info"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .filter(name -> !name.contains(".JCache") && !name.contains(".Redis") && !name.contains(".Native"))
                    .toList();
        }
    }
}
