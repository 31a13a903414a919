package io.openmsal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.EmulatorExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A container restarts an application, which then has another class loader and reads what the first one wrote. */
class DeployedApplicationTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    private Path folder;

    private WarehouseApi warehouse;
    private EmbeddedTomcat tomcat;
    private Map<String, String> settings;

    @BeforeEach
    void start() throws Exception {
        warehouse = WarehouseApi.open(EMULATOR.get());
        tomcat = new EmbeddedTomcat(folder.resolve("tomcat"));
        settings = SampleSettings.register(EMULATOR.get(), warehouse, tomcat.origin(), List.of("/app"), folder);
    }

    @AfterEach
    void end() throws Exception {
        tomcat.close();
        warehouse.close();
    }

    @Test
    void whoIsSignedInStaysSoWhenTheContainerWritesSessionsAndReadsThemAgain() throws Exception {
        StandardContext context = tomcat.deploy(SampleArchive.unpackedTo(folder.resolve("app")), settings);
        Visit ada = new Visit(tomcat.origin() + "/app");
        ada.signIn(EMULATOR.get());
        ClassLoader before = context.getLoader().getClassLoader();

        context.reload();

        assertThat(context.getLoader().getClassLoader()).isNotSameAs(before);
        assertThat(ada.page("/")).contains("Welcome, ada@contoso.example");
        assertThat(ada.page("/orders")).contains(Visit.ORDERS_OF_ADA);
    }
}
