package io.openmsal.grids;

import java.util.function.Function;
import javax.cache.Cache;

/**
 * A running grid.
 *
 * @param first makes a cache of a name, as one of those who share it has it
 * @param second the same cache, as another has it
 * @param running ends the grid when it is closed
 */
record Grid(
        Function<String, Cache<String, String>> first,
        Function<String, Cache<String, String>> second,
        AutoCloseable running) {}
