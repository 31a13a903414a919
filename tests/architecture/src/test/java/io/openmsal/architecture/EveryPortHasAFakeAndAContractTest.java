package io.openmsal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A port that a test cannot fake, or whose adapters nothing holds to its words, is half a port. */
class EveryPortHasAFakeAndAContractTest {

    /** Interfaces beside the ports: values, what is handed to a port, and parts of one whose contract is that of the whole. */
    private static final Set<String> NO_PORTS =
            Set.of("BindingKey", "KeyMaterial", "PartitionChange", "RedirectSession", "TokenBinding");

    static Stream<JavaClass> ports() {
        return Hexagon.SHIPPED.stream()
                .filter(any -> any.getPackageName().startsWith(Hexagon.PORTS.replace("..", "")))
                .filter(any -> any.isInterface() && !any.isAnnotation() && any.isTopLevelClass())
                .filter(any -> any.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(any -> !NO_PORTS.contains(any.getSimpleName()));
    }

    private static Stream<JavaClass> testKit() {
        return Hexagon.SHIPPED.stream()
                .filter(any -> any.getPackageName().startsWith(Hexagon.TESTING.replace("..", "")))
                .filter(any -> any.getModifiers().contains(JavaModifier.PUBLIC));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void aTestCanFakeIt(JavaClass port) {
        assertThat(testKit().filter(any -> !any.isInterface() && any.isAssignableTo(port.getName())))
                .as("fakes of " + port.getName())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void anAdapterCanBeHeldToIt(JavaClass port) {
        assertThat(testKit().map(JavaClass::getSimpleName)).contains(port.getSimpleName() + "Contract");
    }

    @Test
    void whatIsNoPortIsStillThere() {
        assertThat(Hexagon.SHIPPED.stream().map(JavaClass::getSimpleName)).containsAll(NO_PORTS);
    }
}
