package io.openmsal.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A store with the tokens of so many people: what both sides of {@link SaveOneToken} have in common, with the promise that what was saved last is found by
 * an application that begins anew, without a request.
 */
@State(Scope.Benchmark)
public abstract class Stored {

    /** How many people. */
    @Param({"10", "10000"})
    public int cached;

    final FakeEntra entra = new FakeEntra();

    /** For stores that need one. */
    final Path directory = emptyDirectory();

    private Walk walk = new Walk(1);
    private int lastPerson;
    private String lastToken = "";

    /** For subclasses. */
    protected Stored() {}

    /** Makes room for so many. */
    abstract void makeRoom();

    /** Gets new tokens for a person, saves them, and gives the access token. */
    abstract String renewed(int person);

    /** Everybody has signed in. */
    void isFilled() throws IOException {}

    /** The access token of a person, as an application has it that knows the store alone. */
    abstract String reread(int person) throws IOException;

    /** Signs everybody in. */
    @Setup(Level.Trial)
    public void fill() throws IOException {
        makeRoom();
        for (int person = 0; person < cached; person++) {
            renewed(person);
        }
        isFilled();
        walk = new Walk(cached);
    }

    final String saved(int step) {
        lastPerson = walk.place(step);
        lastToken = renewed(lastPerson);
        return lastToken;
    }

    /** Holds the promise to account. */
    @TearDown(Level.Trial)
    public void theLastOneIsInTheStore() throws IOException {
        int requests = entra.requests();
        if (!reread(lastPerson).equals(lastToken) || entra.requests() != requests) {
            throw new AssertionError("What was saved last is not in the store");
        }
        delete(directory);
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory("openmsal-stored");
        } catch (IOException noDisk) {
            throw new UncheckedIOException(noDisk);
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> innermostFirst;
        try (Stream<Path> files = Files.walk(tree)) {
            innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : innermostFirst) {
            Files.delete(file);
        }
    }
}
