package io.openmsal.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A cache with so many tokens, filled through the public API of its side: what all benchmarks of hits have in common, with the tokens
 * that hits must give, and the promise that nothing is sent and no JSON is read or written.
 */
@State(Scope.Benchmark)
public abstract class Filled {

    /** How many people, tenants or assertions; a million of them needs a heap of its own ({@code docs/performance.md}). */
    @Param({"1", "1000", "100000"})
    public int cached;

    final FakeEntra entra = new FakeEntra();
    final CountedJson json = new CountedJson();
    private String[] expected = new String[0];
    private int requestsToFill;
    private int documentsToFill;

    /** For subclasses. */
    protected Filled() {}

    /** Makes room for so many. */
    abstract void makeRoom();

    /** Fetches the token of one place, without looking into the cache first where that would take minutes. */
    abstract String fetch(int place);

    /** Brings what is asked with into the order in which it is asked for, where it does not lie so from the beginning. */
    void takeInHand() {}

    /** Fills the cache in another order than it is asked in: what the cache has lies anywhere, and what a program asks with is in its hands. */
    @Setup(Level.Trial)
    public void fill() {
        makeRoom();
        expected = new String[cached];
        new Walk(cached).comeBy(place -> expected[place] = fetch(place));
        requestsToFill = entra.requests();
        documentsToFill = json.documents();
        System.gc(); // a cache that has been there for a while: its objects have come to rest
        takeInHand(); // after they came to rest: nothing moves them any more
    }

    /**
     * Checks one hit. Both libraries give the very text that was stored; to compare texts would wait for that of the token, which a hit does not read.
     *
     * @return the token
     */
    @SuppressWarnings("ReferenceEquality")
    final String checked(int place, String token) {
        if (expected[place] != token) {
            throw new AssertionError("The token of another place came back at " + place);
        }
        return token;
    }

    /** Holds the promise to account. */
    @TearDown(Level.Trial)
    public void nothingWasSentOrParsed() {
        if (entra.requests() != requestsToFill) {
            throw new AssertionError("Hits sent requests: " + entra.summary());
        }
        if (json.documents() != documentsToFill) {
            throw new AssertionError("Hits read or wrote JSON " + (json.documents() - documentsToFill) + " times");
        }
    }
}
