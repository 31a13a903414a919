package io.openmsal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Runs a second time at the end of {@code mvn verify}, where a jar that is missing fails it: other tests were skipped for that then. */
class JarsAreMadeTest {

    @Test
    void everyJarThatIsPublishedIsThere() throws IOException {
        assertThat(ShippedJars.all()).contains(ShippedJars.standalone());
    }
}
