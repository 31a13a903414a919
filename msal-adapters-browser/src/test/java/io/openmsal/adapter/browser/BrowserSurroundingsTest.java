package io.openmsal.adapter.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.browser.BrowserSurroundings.Obstacle;
import io.openmsal.adapter.browser.BrowserSurroundings.OperatingSystem;
import io.openmsal.testing.environment.FakeEnvironment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserSurroundingsTest {

    private static Obstacle obstacleOn(FakeEnvironment machine) {
        return BrowserSurroundings.of(machine).obstacle();
    }

    private static OperatingSystem systemOf(FakeEnvironment machine) {
        return BrowserSurroundings.of(machine).operatingSystem();
    }

    @Nested
    class TheOperatingSystem {

        @Test
        void isReadFromItsName() {
            assertThat(systemOf(Machines.linuxDesktop())).isEqualTo(OperatingSystem.LINUX);
            assertThat(systemOf(Machines.mac())).isEqualTo(OperatingSystem.MACOS);
            assertThat(systemOf(Machines.windows())).isEqualTo(OperatingSystem.WINDOWS);
            assertThat(systemOf(new FakeEnvironment().withProperty("os.name", "FreeBSD")))
                    .isEqualTo(OperatingSystem.LINUX);
            assertThat(systemOf(new FakeEnvironment())).isEqualTo(OperatingSystem.LINUX);
        }

        @Test
        void isWslWhenTheKernelIsMicrosofts() {
            assertThat(systemOf(Machines.wsl())).isEqualTo(OperatingSystem.WSL);
            assertThat(systemOf(new FakeEnvironment()
                            .withProperty("os.name", "Linux")
                            .withProperty("os.version", "4.4.0-19041-Microsoft")))
                    .isEqualTo(OperatingSystem.WSL);
        }

        @Test
        void isNotWslInAContainerOnAWindowsMachine() {
            FakeEnvironment container = Machines.wsl().withFile("/.dockerenv", "");

            assertThat(systemOf(container)).isEqualTo(OperatingSystem.LINUX);
            assertThat(obstacleOn(container)).isEqualTo(Obstacle.CONTAINER);
        }
    }

    @Nested
    class NothingIsInTheWay {

        @Test
        void onADesktop() {
            assertThat(obstacleOn(Machines.linuxDesktop())).isEqualTo(Obstacle.NONE);
            assertThat(obstacleOn(Machines.linuxServer().withVariable("WAYLAND_DISPLAY", "wayland-0")))
                    .isEqualTo(Obstacle.NONE);
            assertThat(obstacleOn(Machines.mac())).isEqualTo(Obstacle.NONE);
            assertThat(obstacleOn(Machines.windows())).isEqualTo(Obstacle.NONE);
        }

        @Test
        void inWslWithoutADisplayBecauseTheBrowserIsTheOneOfWindows() {
            assertThat(obstacleOn(Machines.wsl())).isEqualTo(Obstacle.NONE);
        }

        @Test
        void inAnSshSessionOrAContainerThatHasADisplay() {
            assertThat(obstacleOn(Machines.linuxDesktop().withVariable("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")))
                    .isEqualTo(Obstacle.NONE);
            assertThat(obstacleOn(Machines.linuxDesktop().withFile("/run/.containerenv", "")))
                    .isEqualTo(Obstacle.NONE);
        }
    }

    @Nested
    class SomethingIsInTheWay {

        @Test
        void withoutADisplay() {
            assertThat(obstacleOn(Machines.linuxServer())).isEqualTo(Obstacle.HEADLESS);
            assertThat(obstacleOn(Machines.linuxServer().withVariable("DISPLAY", "")))
                    .isEqualTo(Obstacle.HEADLESS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"SSH_CONNECTION", "SSH_TTY"})
        void inARemoteShell(String variable) {
            assertThat(obstacleOn(Machines.linuxServer().withVariable(variable, "x")))
                    .isEqualTo(Obstacle.REMOTE_SHELL);
            assertThat(obstacleOn(Machines.mac().withVariable(variable, "x"))).isEqualTo(Obstacle.REMOTE_SHELL);
            assertThat(obstacleOn(Machines.windows().withVariable(variable, "x")))
                    .isEqualTo(Obstacle.REMOTE_SHELL);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/.dockerenv", "/run/.containerenv"})
        void inAContainerThatIsMarkedByAFile(String file) {
            assertThat(obstacleOn(Machines.linuxServer().withFile(file, ""))).isEqualTo(Obstacle.CONTAINER);
        }

        @Test
        void inAContainerThatIsSeenInTheControlGroups() {
            assertThat(obstacleOn(
                            Machines.linuxServer().withFile("/proc/1/cgroup", "12:pids:/docker/4f1\n0::/docker/4f1\n")))
                    .isEqualTo(Obstacle.CONTAINER);
        }

        @Test
        void underSudoEvenWithADisplay() {
            assertThat(obstacleOn(Machines.linuxDesktop().withVariable("SUDO_USER", "ada")))
                    .isEqualTo(Obstacle.SUPERUSER);
        }
    }

    @Test
    void theControlGroupsOfAnOrdinaryMachineAreNoContainer() {
        assertThat(obstacleOn(Machines.linuxServer().withFile("/proc/1/cgroup", "12:pids:/\n1:name=systemd:/\n0::/\n")))
                .isEqualTo(Obstacle.HEADLESS);
        assertThat(obstacleOn(Machines.linuxServer().withFile("/proc/1/cgroup", "0::/init.scope\n")))
                .isEqualTo(Obstacle.HEADLESS);
    }

    @Test
    void aFileThatCannotBeReadIsAsGoodAsMissing() {
        FakeEnvironment hardened = Machines.linuxDesktop()
                .withUnreadableFile("/proc/1/cgroup", "permission denied")
                .withUnreadableFile("/proc/sys/kernel/osrelease", "permission denied");

        assertThat(BrowserSurroundings.of(hardened))
                .isEqualTo(new BrowserSurroundings(OperatingSystem.LINUX, Obstacle.NONE));
    }

    @ParameterizedTest
    @EnumSource(value = Obstacle.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyObstacleIsExplainedWithANextStep(Obstacle obstacle) {
        BrowserSurroundings surroundings = new BrowserSurroundings(OperatingSystem.LINUX, obstacle);

        assertThat(surroundings.canShowPages()).isFalse();
        assertThat(surroundings.explanation()).contains(";");
    }
}
