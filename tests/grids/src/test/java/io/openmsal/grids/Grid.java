package io.openmsal.grids;

import javax.cache.Cache;

/** A running grid. */
interface Grid extends AutoCloseable {

    /** The cache as one of those who share it has it. */
    Cache<String, String> here();

    /** The same cache as another has it. */
    Cache<String, String> there();

    /** Another cache, as the first of them has it. */
    Cache<String, String> create(String name);
}
