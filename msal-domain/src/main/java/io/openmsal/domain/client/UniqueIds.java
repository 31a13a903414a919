package io.openmsal.domain.client;

/** Ids that were never used before, made when they are asked for. Safe for many threads. */
@FunctionalInterface
public interface UniqueIds {

    /**
     * The next id.
     *
     * @return a text that nobody else will use
     */
    String next();
}
