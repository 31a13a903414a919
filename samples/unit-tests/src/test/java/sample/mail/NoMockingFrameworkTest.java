package sample.mail;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of such tests: they need no mocking framework. How long they take, {@code ./verify} says at its end. */
class NoMockingFrameworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"org.mockito.Mockito", "org.easymock.EasyMock", "io.mockk.MockK", "mockit.Mocked"})
    void noneIsThere(String framework) {
        assertThatThrownBy(() -> Class.forName(framework)).isInstanceOf(ClassNotFoundException.class);
    }
}
