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

    /** Lays out what is asked with, which lay by place, in the order of the walk. */
    abstract void layOut(Walk walk);

    /** Fills the cache. */
    @Setup(Level.Trial)
    public void fill() {
        makeRoom();
        expected = new String[cached];
        for (int place = 0; place < cached; place++) {
            expected[place] = fetch(place);
        }
        requestsToFill = entra.requests();
        documentsToFill = json.documents();
        System.gc(); // a cache that has been there for a while: its objects have come to rest
        Walk walk = new Walk(cached);
        expected = walk.inOrder(expected);
        layOut(walk); // after they came to rest: nothing moves them side by side
    }

    /**
     * Checks one hit. Both libraries give the very text that was stored; to compare texts would wait for that of the token, which a hit does not read.
     *
     * @return the token
     */
    @SuppressWarnings("ReferenceEquality")
    final String checked(int step, String token) {
        if (expected[step] != token) {
            throw new AssertionError("The token of another place came back at step " + step);
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
