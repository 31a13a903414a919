package io.openmsal.domain.managedidentity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * After which answers a host is asked again, how often, and after what delays: data, so that each host can be read and tested at
 * a glance. Each row counts for itself. Immutable and safe for many threads.
 *
 * @param rows the rows, of which the first that lists a status decides
 */
public record RetryTable(List<Row> rows) {

    /** The status that stands for no answer at all: a refused or lost connection, a host that is silent. */
    public static final int NO_ANSWER = 0;

    /** Keeps a copy. */
    public RetryTable {
        rows = Collections.unmodifiableList(new ArrayList<>(rows));
    }

    /**
     * Never asks again.
     *
     * @return a table without rows
     */
    public static RetryTable none() {
        return new RetryTable(Collections.emptyList());
    }

    /**
     * What Microsoft advises for the metadata service of virtual machines: 1, 2 and 4 seconds for what passes quickly, and
     * 70 seconds for 410, which it answers while it is being updated.
     *
     * @return the table
     */
    public static RetryTable imds() {
        Set<Integer> passing = new TreeSet<>(Arrays.asList(NO_ANSWER, 404, 408, 429));
        for (int status = 500; status < 600; status++) {
            passing.add(status);
        }
        return new RetryTable(Arrays.asList(
                new Row(Collections.singleton(410), Collections.nCopies(7, Duration.ofSeconds(10))),
                new Row(passing, Arrays.asList(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)))));
    }

    /**
     * The same where 404 is an answer and no mishap: the metadata service does not know the address, and never will.
     *
     * @return the table of {@link #imds()} without 404
     */
    public static RetryTable imdsPlatform() {
        List<Row> rows = new ArrayList<>();
        for (Row row : imds().rows) {
            rows.add(row.without(404));
        }
        return new RetryTable(rows);
    }

    /**
     * Three more tries, a second apart, as the other MSALs do for every host but the metadata service.
     *
     * @param statuses the statuses that pass
     * @return the table
     */
    public static RetryTable threeTimesASecond(Integer... statuses) {
        return new RetryTable(Collections.singletonList(
                new Row(new TreeSet<>(Arrays.asList(statuses)), Collections.nCopies(3, Duration.ofSeconds(1)))));
    }

    /**
     * The table of every host with an endpoint of its own on the machine.
     *
     * @return three more tries after 404, 408, 429, 500, 503, 504 and no answer
     */
    public static RetryTable localEndpoint() {
        return threeTimesASecond(NO_ANSWER, 404, 408, 429, 500, 503, 504);
    }

    /** Whether what this status says passes by itself. */
    boolean lists(int status) {
        return rows.stream().anyMatch(row -> row.statuses.contains(status));
    }

    Course begin() {
        return new Course(this);
    }

    /**
     * One row of a table.
     *
     * @param statuses the statuses it is for
     * @param delays how long to wait before each further try; a longer {@code Retry-After} wins
     */
    public record Row(Set<Integer> statuses, List<Duration> delays) {

        /** Keeps copies. */
        public Row {
            statuses = Collections.unmodifiableSet(new TreeSet<>(statuses));
            delays = Collections.unmodifiableList(new ArrayList<>(delays));
        }

        private Row without(int status) {
            Set<Integer> others = new TreeSet<>(statuses);
            others.remove(status);
            return new Row(others, delays);
        }
    }

    /** How far one request has come in a table. Not for many threads. */
    static final class Course {

        private final RetryTable table;
        private final Map<Row, Integer> tries = new HashMap<>();

        private Course(RetryTable table) {
            this.table = Objects.requireNonNull(table, "table");
        }

        /** How long to wait before the next try; empty when there is none. */
        Optional<Duration> delayAfter(int status) {
            for (Row row : table.rows) {
                if (row.statuses.contains(status)) {
                    int done = tries.merge(row, 1, Integer::sum) - 1;
                    return done < row.delays.size() ? Optional.of(row.delays.get(done)) : Optional.empty();
                }
            }
            return Optional.empty();
        }
    }
}
