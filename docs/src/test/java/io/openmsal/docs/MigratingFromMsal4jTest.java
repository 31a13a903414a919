package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the guide from MSAL4J against MSAL4J's jar and against our own API. */
class MigratingFromMsal4jTest {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString", "values", "valueOf");

    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");

    private static Counterparts guide() throws IOException {
        return Counterparts.in(Path.of("guides/migrating-from-msal4j.md"));
    }

    @Test
    void everyPublicClassMethodAndConstantHasARowAndNoRowIsMadeUp() throws Exception {
        assertThat(guide().rows().keySet()).containsExactlyInAnyOrderElementsOf(theirs());
    }

    @Test
    void everyCounterpartExists() throws IOException {
        assertThat(guide().promisedInVain()).isEmpty();
    }

    @Test
    void anArgumentThatAMethodDoesNotHaveIsPromisedInVain() {
        String method = "`ClientApplication.acquireTokenByAuthorizationCode`";

        assertThat(new Counterparts(Map.of(
                                "Theirs.scopes", "an argument of " + method,
                                "Theirs.response", "an argument of " + method,
                                "Theirs.code", "the argument `response` of " + method,
                                "Theirs.verifier", "the argument `verifier` of " + method))
                        .promisedInVain())
                .containsExactly(
                        "ClientApplication.acquireTokenByAuthorizationCode(scopes)",
                        "ClientApplication.acquireTokenByAuthorizationCode(verifier)");
    }

    @Test
    void everyRowNamesACounterpartOrSaysWhyThereIsNone() throws IOException {
        assertThat(guide().leftOpen()).isEmpty();
    }

    @Test
    void everyCodeOfAFailureIsOneThatTheLibraryGives() throws IOException {
        String library = librarySources();

        assertThat(guide().rows().values())
                .flatExtracting(text -> CODE.matcher(text)
                        .results()
                        .map(match -> "\"" + match.group(1) + "\"")
                        .toList())
                .hasSizeGreaterThan(15)
                .allSatisfy(code -> assertThat(library).contains(code));
    }

    @Test
    void itSaysThatTheChainIsSentByDefaultThereWhileItIs() throws Exception {
        ConfidentialClientApplication theirs = ConfidentialClientApplication.builder(
                        "client", ClientCredentialFactory.createFromSecret("secret"))
                .build();

        assertThat(theirs.sendX5c()).isTrue();
        assertThat(Files.readString(Path.of("guides/migrating-from-msal4j.md")))
                .contains("In MSAL4J `sendX5c` is true unless it is set otherwise");
        assertThat(guide().rows())
                .extractingByKeys(
                        "ClientCredentialFactory.createFromCertificate",
                        "ConfidentialClientApplication.Builder.sendX5c",
                        "ConfidentialClientApplication.sendX5c",
                        "IConfidentialClientApplication.sendX5c")
                .allSatisfy(row -> assertThat(row).contains("MSAL4J"));
    }

    private static String librarySources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String module : List.of("msal-domain", "msal-app")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main"))) {
                for (Path file :
                        files.filter(any -> any.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }

    private static Set<String> theirs() throws IOException, URISyntaxException {
        Path jar = Path.of(com.microsoft.aad.msal4j.PublicClientApplication.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> names = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("com/microsoft/aad/msal4j/") && name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .map(MigratingFromMsal4jTest::loaded)
                    .filter(MigratingFromMsal4jTest::isVisible)
                    .forEach(type -> namesOf(type).forEach(names::add));
        }
        assertThat(names).hasSizeGreaterThan(500);
        return names;
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, MigratingFromMsal4jTest.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new UncheckedIOException(new IOException(name, impossible));
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && !type.isSynthetic() && (outer == null || isVisible(outer));
    }

    private static Stream<String> namesOf(Class<?> type) {
        String name =
                type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        // what a hidden interface declares is public in whoever extends it, and nowhere else to be found
        Stream<Method> inherited =
                Stream.of(type.getMethods()).filter(method -> !isVisible(method.getDeclaringClass()));
        Stream<String> methods = Stream.concat(Stream.of(type.getDeclaredMethods()), inherited)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .filter(method -> !OF_EVERY_OBJECT.contains(method))
                .map(method -> name + "." + method);
        Stream<String> constants = Stream.of(type.getFields())
                .filter(field -> field.getDeclaringClass() == type)
                .map(field -> name + "." + field.getName());
        return Stream.concat(Stream.of(name), Stream.concat(methods, constants));
    }
}
