package io.openmsal.adapter.browser;

import io.openmsal.testing.environment.FakeEnvironment;

/** The machines these tests are about; each a fresh one, to be changed by the test. */
final class Machines {

    private Machines() {}

    static FakeEnvironment linuxServer() {
        return new FakeEnvironment()
                .withProperty("os.name", "Linux")
                .withFile("/proc/sys/kernel/osrelease", "6.8.0-45-generic\n")
                .withFile("/proc/1/cgroup", "0::/init.scope\n");
    }

    static FakeEnvironment linuxDesktop() {
        return linuxServer().withVariable("DISPLAY", ":0");
    }

    static FakeEnvironment wsl() {
        return linuxServer().withFile("/proc/sys/kernel/osrelease", "5.15.153.1-microsoft-standard-WSL2\n");
    }

    static FakeEnvironment mac() {
        return new FakeEnvironment().withProperty("os.name", "Mac OS X");
    }

    static FakeEnvironment windows() {
        return new FakeEnvironment().withProperty("os.name", "Windows Server 2022");
    }
}
