package io.openmsal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a container does to an application: takes it away, restarts it, calls it without a class loader, surrounds it. */
class DeployedApplicationTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private static final int REDEPLOYMENTS = 20;

    @TempDir
    private Path folder;

    private OrdersApi orders;
    private EmbeddedTomcat tomcat;
    private Map<String, String> settings;

    @BeforeEach
    void start() throws Exception {
        orders = OrdersApi.open();
        tomcat = new EmbeddedTomcat(folder.resolve("tomcat"));
        settings = SampleSettings.register(EMULATOR.get(), orders, tomcat.address(), folder);
    }

    @AfterEach
    void end() throws Exception {
        tomcat.close();
        orders.close();
    }

    @Test
    void redeployedTwentyTimesItsOldClassLoaderIsCollectedEachTime() throws Exception {
        Path application = SampleArchive.unpackedTo(folder.resolve("app"));
        for (int time = 1; time <= REDEPLOYMENTS; time++) {
            WeakReference<ClassLoader> old = usedAndUndeployed(application);

            assertThat(isCollected(old))
                    .as("the class loader of deployment %s", time)
                    .isTrue();
        }
    }

    @Test
    void itWorksAmongOldVersionsOfItsLibrariesWithTheOneJar() throws Exception {
        tomcat.deploy(SampleArchive.amongOldLibraries(folder.resolve("app")), settings, context -> {});

        assertThatAdaCanWork(new Visit(tomcat.address()));
    }

    @Test
    void itWorksOnThreadsWithoutAContextClassLoader() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        tomcat.deploy(
                SampleArchive.unpackedTo(folder.resolve("app")),
                settings,
                context -> context.getPipeline().addValve(new WithoutContextClassLoader(calls)));

        assertThatAdaCanWork(new Visit(tomcat.address()));
        assertThat(calls).hasValueGreaterThan(3);
    }

    @Test
    void whoIsSignedInStaysSoWhenTheContainerWritesSessionsAndReadsThemAgain() throws Exception {
        StandardContext context = tomcat.deploy(SampleArchive.unpackedTo(folder.resolve("app")), settings, any -> {});
        Visit ada = new Visit(tomcat.address());
        ada.signIn(EMULATOR.get());
        ClassLoader before = context.getLoader().getClassLoader();

        context.reload();

        assertThat(context.getLoader().getClassLoader()).isNotSameAs(before);
        assertThat(ada.page("/")).contains("Welcome, ada@contoso.example");
        assertThat(ada.page("/orders")).contains("3 orders of Ada Lovelace");
    }

    private void assertThatAdaCanWork(Visit ada) throws IOException, InterruptedException {
        assertThat(ada.signIn(EMULATOR.get())).contains("Welcome, ada@contoso.example");
        assertThat(ada.page("/orders")).contains("3 orders of Ada Lovelace");
    }

    private WeakReference<ClassLoader> usedAndUndeployed(Path application) throws Exception {
        StandardContext context = tomcat.deploy(application, settings, any -> {});
        assertThatAdaCanWork(new Visit(tomcat.address()));
        WeakReference<ClassLoader> loader =
                new WeakReference<>(context.getLoader().getClassLoader());
        tomcat.undeploy(context);
        return loader;
    }

    /** Collects until it is gone, for ten seconds at most: threads of the application may take a moment to end. */
    private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (reference.get() != null && System.nanoTime() < giveUp) {
            System.gc();
            Thread.sleep(20);
        }
        return reference.get() == null;
    }

    /** Takes the class loader off the thread that serves a request, as some containers and older JDKs' pools do. */
    private static final class WithoutContextClassLoader extends ValveBase {

        private final AtomicInteger calls;

        WithoutContextClassLoader(AtomicInteger calls) {
            super(true);
            this.calls = calls;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Thread thread = Thread.currentThread();
            ClassLoader usual = thread.getContextClassLoader();
            thread.setContextClassLoader(null);
            try {
                calls.incrementAndGet();
                getNext().invoke(request, response);
            } finally {
                thread.setContextClassLoader(usual);
            }
        }
    }
}
