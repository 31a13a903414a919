package io.openmsal.domain.client;

import java.util.function.Supplier;

/** Supplies the same each time. Prints as what it holds does. */
record Constant<T>(T value) implements Supplier<T> {

    @Override
    public T get() {
        return value;
    }
}
