package sample.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What is promised of such tests: they take less than a second, and need no mocking framework. */
class QuickAndQuietTest {

    /** The time this thread works: what it waits for is the processor, which other builds may have. */
    @Test
    void theTestsOfTheSampleTakeLessThanASecondOfWork() {
        SummaryGeneratingListener heard = new SummaryGeneratingListener();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(MailSummaryTest.class))
                                .build(),
                        heard);

        assertThat(heard.getSummary().getTestsSucceededCount()).isEqualTo(5);
        assertThat(heard.getSummary().getTotalFailureCount()).isZero();
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.mockito.Mockito", "org.easymock.EasyMock", "io.mockk.MockK", "mockit.Mocked"})
    void noMockingFrameworkIsThere(String framework) {
        assertThatThrownBy(() -> Class.forName(framework)).isInstanceOf(ClassNotFoundException.class);
    }
}
