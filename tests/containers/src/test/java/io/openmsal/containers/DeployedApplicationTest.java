package io.openmsal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A container restarts an application, which then has another class loader and reads what the first one wrote. */
class DeployedApplicationTest extends InEmbeddedTomcat {

    private Map<String, String> settings;

    @BeforeEach
    void start() throws Exception {
        settings = SampleSettings.register(EMULATOR.get(), warehouse, tomcat.origin(), List.of("/app"), folder);
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
