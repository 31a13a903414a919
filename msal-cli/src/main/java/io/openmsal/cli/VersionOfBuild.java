package io.openmsal.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version from the manifest, and the Java it runs on. */
final class VersionOfBuild implements IVersionProvider {

    VersionOfBuild() {}

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Msal.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new String[] {"msal " + version + ", OpenMSAL for Java", "Java " + System.getProperty("java.version")};
    }
}
