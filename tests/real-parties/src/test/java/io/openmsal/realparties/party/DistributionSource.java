package io.openmsal.realparties.party;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the makers of a program put it. Prints as what is fetched from there. */
public sealed interface DistributionSource {

    /**
     * A command that leaves it in a folder.
     *
     * @param target the folder, which is not there yet
     * @return the command with its arguments
     * @throws PartyMissingException when this machine has no such command
     */
    List<String> commandThatUnpacksInto(Path target) throws PartyMissingException;

    /**
     * An archive that Maven fetches.
     *
     * @param coordinates {@code group:artifact:version:zip[:classifier]}
     */
    record MavenArchive(String coordinates) implements DistributionSource {

        @Override
        public List<String> commandThatUnpacksInto(Path target) throws PartyMissingException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(BuildSetting.of("maven.home"), "bin", "mvn").toString());
            command.add("-B");
            command.add("-ntp");
            if (BuildSetting.of("maven.network").equals("offline=true")) {
                command.add("-o");
            }
            command.add("-Dmaven.repo.local=" + BuildSetting.of("maven.localRepository"));
            command.add("org.apache.maven.plugins:maven-dependency-plugin:" + BuildSetting.of("maven.dependencyPlugin")
                    + ":unpack");
            command.add("-Dartifact=" + coordinates);
            command.add("-DoutputDirectory=" + target);
            return command;
        }

        @Override
        public String toString() {
            return coordinates;
        }
    }

    /**
     * Packages of Node that npm fetches with all they need, into one folder {@code node_modules}.
     *
     * @param packages each with its version: {@code name@version}
     */
    record NodePackages(List<String> packages) implements DistributionSource {

        @Override
        public List<String> commandThatUnpacksInto(Path target) throws PartyMissingException {
            Path npm = Programs.find("npm")
                    .orElseThrow(() -> new PartyMissingException("There is no npm on the PATH. Install npm."));
            List<String> command = new ArrayList<>(List.of(npm.toString(), "install", "--prefix", target.toString()));
            // nothing of what they would compile is used
            command.addAll(List.of("--ignore-scripts", "--no-audit", "--no-fund", "--no-save"));
            command.addAll(packages);
            return command;
        }

        @Override
        public String toString() {
            return String.join(" and ", packages);
        }
    }
}
