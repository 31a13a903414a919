package io.openmsal.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was promised of figures that are the same in a busy hour and in a quiet one. One that is missed is noted: a run prints all its figures
 * before it ends with a failure.
 */
final class Promises {

    private final List<String> missed = new ArrayList<>();

    /** Takes note of a figure that must not be greater, and gives it. */
    double atMost(double promised, String figure, double measured) {
        return noted(measured <= promised, figure, measured, "at most", promised);
    }

    /** Takes note of a figure that must not be smaller, and gives it. */
    double atLeast(double promised, String figure, double measured) {
        return noted(measured >= promised, figure, measured, "at least", promised);
    }

    private double noted(boolean kept, String figure, double measured, String limit, double promised) {
        if (!kept) {
            missed.add(String.format(
                    Locale.ROOT, "%s: %.1f, where %s %.1f was promised", figure, measured, limit, promised));
        }
        return measured;
    }

    /** Ends the run with a failure that names all that were missed, if any was. */
    void requireKept() {
        if (!missed.isEmpty()) {
            throw new IllegalStateException("Not as promised:\n" + String.join("\n", missed));
        }
    }
}
