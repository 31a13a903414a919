package io.openmsal.benchmarks;

/** What all filled caches have in common: the tokens that hits must give, and the promise that nothing is sent. */
abstract class Filled {

    final FakeEntra entra = new FakeEntra();
    private String[] expected = new String[0];
    private int requestsToFill;

    final void expect(String[] tokens) {
        expected = tokens;
        requestsToFill = entra.requests();
        System.gc(); // a cache that has been there for a while: its objects have come to rest
    }

    /**
     * Checks one hit. A hit gives the very text that was stored, which costs no look into 1 500 characters.
     *
     * @return the token
     */
    final String checked(int place, String token) {
        if (!expected[place].equals(token)) {
            throw new AssertionError("The token of another place came back for " + place);
        }
        return token;
    }

    final void checkNothingWasSent() {
        if (entra.requests() != requestsToFill) {
            throw new AssertionError("Hits sent requests: " + entra.summary());
        }
    }
}
