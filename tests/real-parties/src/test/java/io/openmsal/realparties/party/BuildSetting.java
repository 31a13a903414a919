package io.openmsal.realparties.party;

import java.util.Optional;

/** What the build knows, and tests need in order to find a party. */
public final class BuildSetting {

    private BuildSetting() {}

    /**
     * One setting.
     *
     * @param name a system property that the module's pom.xml sets
     * @return its value
     * @throws PartyMissingException when the tests run without Maven
     */
    public static String of(String name) throws PartyMissingException {
        return Optional.ofNullable(System.getProperty(name))
                .orElseThrow(() -> new PartyMissingException("The system property " + name
                        + " is not set. Run these tests through Maven, which sets it in this module's pom.xml."));
    }
}
