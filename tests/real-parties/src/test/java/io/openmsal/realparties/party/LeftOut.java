package io.openmsal.realparties.party;

/** The one place that says what was not tested, and why. A skipped test is easily taken for a passed one, so this is loud. */
final class LeftOut {

    private LeftOut() {}

    static void say(String party, String reason) {
        String line = "!".repeat(100);
        System.out.println(
                line + "\n!! LEFT OUT: every test that needs " + party + ".\n!! WHY: " + reason + "\n" + line);
    }
}
