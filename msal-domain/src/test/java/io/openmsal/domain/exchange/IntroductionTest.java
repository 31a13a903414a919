package io.openmsal.domain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.testing.environment.FakeEnvironment;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntroductionTest {

    private static final HttpRequest REQUEST = HttpRequest.get(URI.create("https://login.example/"));

    @ParameterizedTest
    @CsvSource({"Linux,linux", "Windows 11,win32", "Mac OS X,darwin", "SunOS,sunos", "OS/400 V7,os/400-v7"})
    void theOperatingSystemGoesByTheNameThatAllMsalsUse(String property, String sent) {
        Introduction introduction = Introduction.of(new FakeEnvironment().withProperty("os.name", property));

        assertThat(introduction.on(REQUEST).headers().first("x-client-OS")).contains(sent);
    }

    @Test
    void anEnvironmentThatDoesNotTellItsSystemIsUnknown() {
        assertThat(Introduction.of(new FakeEnvironment()).operatingSystem()).isEqualTo("unknown");
    }

    @Test
    void theLibraryGoesByItsOwnName() {
        HttpRequest introduced = Introduction.of(new FakeEnvironment()).on(REQUEST);

        assertThat(introduced.headers().first("x-client-SKU")).contains("OpenMSAL.Java");
        assertThat(introduced.headers().first("x-client-Ver")).isPresent();
        assertThat(introduced.headers().first("x-app-name")).isEmpty();
        assertThat(introduced.headers().first("x-app-ver")).isEmpty();
    }

    @Test
    void anApplicationIsIntroducedByNameAndVersion() {
        HttpRequest introduced = Introduction.of(new FakeEnvironment())
                .withApplication("Pay roll", "2.1")
                .on(REQUEST);

        assertThat(introduced.headers().first("x-app-name")).contains("Pay roll");
        assertThat(introduced.headers().first("x-app-ver")).contains("2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\r\nx-evil: 1", "a\nb", " a", "näme", "a\u007f"})
    void whatCannotBeSentInAHeaderFieldIsRefused(String bad) {
        Introduction introduction = Introduction.of(new FakeEnvironment());

        assertThatThrownBy(() -> introduction.withApplication(bad, "1"))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("invalid_application_name"));
        assertThatThrownBy(() -> introduction.withApplication("app", bad))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("invalid_application_version"));
    }
}
