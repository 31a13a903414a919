package io.openmsal.realparties.party;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The machine's own Node. */
public final class Node {

    /** What the packages that are run here ask for. */
    private static final int OLDEST = 20;

    private Node() {}

    /**
     * Looks for one that is new enough.
     *
     * @return the program
     * @throws PartyMissingException when there is none
     */
    public static Path find() throws PartyMissingException {
        return Programs.find("node", "nodejs")
                .filter(Node::isNewEnough)
                .orElseThrow(() -> new PartyMissingException(
                        "There is no Node " + OLDEST + " or newer on the PATH. Install it, with npm."));
    }

    private static boolean isNewEnough(Path node) {
        try {
            Process process = Programs.start(new ProcessBuilder(node.toString(), "--version"));
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(version.trim().replaceFirst("^v(\\d+)\\..*", "$1")) >= OLDEST;
        } catch (IOException | NumberFormatException notNode) {
            return false;
        }
    }
}
