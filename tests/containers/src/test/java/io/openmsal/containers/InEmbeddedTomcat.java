package io.openmsal.containers;

import io.openmsal.testing.emulator.EmulatorExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the sample needs around it: an identity provider, the API at the end of the chain, and a Tomcat in this process. */
abstract class InEmbeddedTomcat {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    Path folder;

    WarehouseApi warehouse;
    EmbeddedTomcat tomcat;

    @BeforeEach
    void startTomcat() throws Exception {
        warehouse = WarehouseApi.open(EMULATOR.get());
        tomcat = new EmbeddedTomcat(folder.resolve("tomcat"));
    }

    @AfterEach
    void endTomcat() throws Exception {
        tomcat.close();
        warehouse.close();
    }
}
