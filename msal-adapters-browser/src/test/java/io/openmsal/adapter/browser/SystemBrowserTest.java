package io.openmsal.adapter.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.browser.BrowserLaunch.Outcome;
import io.openmsal.testing.browser.BrowserContract;
import io.openmsal.testing.environment.FakeEnvironment;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemBrowserTest extends BrowserContract {

    private static final URI ADDRESS = URI.create("https://login.example.com/?a=1&b=$(id)'x");
    private static final String ARGUMENT = "https://login.example.com/?a=1&b=$(id)%27x";

    private static final String RUNDLL32 = "C:\\Windows\\System32\\rundll32.exe";

    private final FakeLauncher launcher = new FakeLauncher();

    @Override
    protected Browser browserThatOpens() {
        return new SystemBrowser(Machines.linuxDesktop(), new FakeLauncher().endingWith(0, "xdg-open"));
    }

    @Override
    protected Browser browserThatCannotOpen() {
        return new SystemBrowser(Machines.linuxDesktop(), new FakeLauncher());
    }

    private BrowserLaunch openOn(FakeEnvironment machine) {
        return new SystemBrowser(machine, launcher).open(ADDRESS);
    }

    @Nested
    class OnLinux {

        @Test
        void edgeIsPreferredWhereItIsInstalled() {
            launcher.running("/usr/bin/microsoft-edge").endingWith(0, "xdg-open");

            BrowserLaunch launch = openOn(Machines.linuxDesktop());

            assertThat(launcher.started()).containsExactly(List.of("/usr/bin/microsoft-edge", ARGUMENT));
            assertThat(launch.outcome()).isEqualTo(Outcome.OPENED);
            assertThat(launch.detail()).contains("microsoft-edge");
        }

        @Test
        void otherwiseTheDesktopDecides() {
            launcher.endingWith(0, "xdg-open");

            assertThat(openOn(Machines.linuxDesktop()).outcome()).isEqualTo(Outcome.OPENED);
            assertThat(launcher.started()).containsExactly(List.of("xdg-open", ARGUMENT));
        }

        @Test
        void theNextOpenerIsTriedWhenOneFails() {
            launcher.endingWith(3, "xdg-open").endingWith(0, "kfmclient");

            assertThat(openOn(Machines.linuxDesktop()).outcome()).isEqualTo(Outcome.OPENED);
            assertThat(launcher.started())
                    .containsExactly(List.of("xdg-open", ARGUMENT), List.of("kfmclient", "openURL", ARGUMENT));
        }

        @Test
        void anOpenerThatIsStillRunningLeavesItOpenWhetherAPageIsShown() {
            launcher.running("xdg-open").endingWith(0, "gnome-open");

            assertThat(openOn(Machines.linuxDesktop()).outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(launcher.started()).hasSize(1);
        }

        @Test
        void aRefusalNamesTheCommandsAndTheNextStep() {
            launcher.endingWith(3, "xdg-open");

            BrowserLaunch launch = openOn(Machines.linuxDesktop());

            assertThat(launch.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(launch.detail())
                    .isEqualTo("/usr/bin/microsoft-edge could not be started, xdg-open ended with exit code 3, "
                            + "gnome-open could not be started, kfmclient could not be started; "
                            + "open the address by hand, or use the device-code flow");
        }
    }

    @Nested
    class WhenBrowserIsSet {

        @Test
        void itComesFirstAndEdgeIsLeftOut() {
            launcher.running("firefox").running("/usr/bin/microsoft-edge");

            assertThat(openOn(Machines.linuxDesktop().withVariable("BROWSER", "firefox --new-window"))
                            .outcome())
                    .isEqualTo(Outcome.OPENED);
            assertThat(launcher.started()).containsExactly(List.of("firefox", "--new-window", ARGUMENT));
        }

        @Test
        void severalCommandsAreTriedInOrder() {
            launcher.endingWith(0, "chromium");

            openOn(Machines.linuxDesktop().withVariable("BROWSER", "missing:'chromium' --app=%s"));

            assertThat(launcher.started()).containsExactly(List.of("chromium", "--app=" + ARGUMENT));
        }

        @Test
        void theDesktopDecidesWhenItsCommandsAreOfNoUse() {
            launcher.endingWith(0, "xdg-open");

            openOn(Machines.linuxDesktop().withVariable("BROWSER", "missing: :'unclosed"));

            assertThat(launcher.started()).containsExactly(List.of("xdg-open", ARGUMENT));
        }

        @Test
        void itIsTriedEvenWithoutADisplayBecauseRemoteEditorsSetItToReachTheDesktop() {
            launcher.endingWith(0, "/editor/helpers/browser.sh").endingWith(0, "xdg-open");
            FakeEnvironment remote = Machines.linuxServer()
                    .withVariable("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
                    .withVariable("BROWSER", "/editor/helpers/browser.sh");

            assertThat(openOn(remote).outcome()).isEqualTo(Outcome.OPENED);
            assertThat(launcher.started()).containsExactly(List.of("/editor/helpers/browser.sh", ARGUMENT));
        }
    }

    @Nested
    class WhereNoPageWouldBeSeen {

        @Test
        void nothingIsStartedWithoutADisplay() {
            launcher.endingWith(0, "xdg-open");

            BrowserLaunch launch = openOn(Machines.linuxServer());

            assertThat(launch.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(launch.detail()).contains("DISPLAY", "device-code");
            assertThat(launcher.started()).isEmpty();
        }

        @Test
        void nothingIsStartedInAContainer() {
            launcher.endingWith(0, "xdg-open");

            assertThat(openOn(Machines.linuxServer().withFile("/.dockerenv", ""))
                            .detail())
                    .contains("container");
            assertThat(launcher.started()).isEmpty();
        }

        @Test
        void nothingIsStartedUnderSudoNotEvenWhatBrowserSays() {
            launcher.endingWith(0, "xdg-open").endingWith(0, "firefox");
            FakeEnvironment root =
                    Machines.linuxDesktop().withVariable("SUDO_USER", "ada").withVariable("BROWSER", "firefox");

            assertThat(openOn(root).detail()).contains("sudo").doesNotContain("ada");
            assertThat(launcher.started()).isEmpty();
        }
    }

    @Nested
    class OnOtherSystems {

        @Test
        void wslHandsTheAddressToWindows() {
            launcher.endingWith(0, "wslview");

            assertThat(openOn(Machines.wsl()).outcome()).isEqualTo(Outcome.OPENED);
            assertThat(launcher.started()).containsExactly(List.of("wslview", ARGUMENT));
        }

        @Test
        void withoutItWslAsksWindowsHandlerOfAddressesAndNotItsExplorerWhichShowsAFolder() {
            launcher.endingWith(1, "explorer.exe").endingWith(0, "rundll32.exe");

            assertThat(openOn(Machines.wsl()).outcome()).isEqualTo(Outcome.OPENED);
            assertThat(launcher.started())
                    .containsExactly(List.of("rundll32.exe", "url.dll,FileProtocolHandler", ARGUMENT));
        }

        @Test
        void anOpenerThatSaysOneHasOpenedNothing() {
            launcher.endingWith(1, "rundll32.exe").endingWith(1, "powershell.exe");

            BrowserLaunch launch = openOn(Machines.wsl());

            assertThat(launch.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(launch.detail())
                    .contains("rundll32.exe ended with exit code 1", "powershell.exe ended with exit code 1");
        }

        @Test
        void powershellGetsTheAddressBetweenQuotesItCannotClose() {
            launcher.endingWith(0, "powershell.exe");

            openOn(Machines.wsl());

            assertThat(launcher.started())
                    .containsExactly(List.of(
                            "powershell.exe",
                            "-NoProfile",
                            "-NonInteractive",
                            "-Command",
                            "Start-Process '" + ARGUMENT + "'"));
        }

        @Test
        void macOsOpensIt() {
            launcher.endingWith(0, "open");

            assertThat(openOn(Machines.mac()).outcome()).isEqualTo(Outcome.OPENED);
            assertThat(launcher.started()).containsExactly(List.of("open", ARGUMENT));
        }

        @Test
        void windowsAsksItsHandlerOfAddressesAndNoShell() {
            launcher.endingWith(0, RUNDLL32);

            assertThat(openOn(Machines.windows().withVariable("BROWSER", "C:\\x"))
                            .outcome())
                    .isEqualTo(Outcome.OPENED);
            assertThat(launcher.started()).containsExactly(List.of(RUNDLL32, "url.dll,FileProtocolHandler", ARGUMENT));
        }

        @ParameterizedTest
        @ValueSource(strings = {"E:\\Windows", "e:/WinNT"})
        void theHandlerIsThatOfWindowsWhereverItWasInstalled(String systemRoot) {
            String program = systemRoot + "\\System32\\rundll32.exe";
            launcher.endingWith(0, program);

            openOn(Machines.windows().withVariable("SystemRoot", systemRoot));

            assertThat(launcher.started()).containsExactly(List.of(program, "url.dll,FileProtocolHandler", ARGUMENT));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Windows", "\\Windows", "C:Windows", ".", "\\\\server\\share"})
        void aFolderOfWindowsThatDependsOnWhereWeAreIsNotBelieved(String systemRoot) {
            launcher.endingWith(0, RUNDLL32);

            assertThat(openOn(Machines.windows().withVariable("SystemRoot", systemRoot))
                            .outcome())
                    .isEqualTo(Outcome.OPENED);
        }
    }
}
