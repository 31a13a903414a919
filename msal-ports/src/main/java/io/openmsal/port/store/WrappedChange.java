package io.openmsal.port.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A change with another one around it, which alone touches the bytes that are stored. */
final class WrappedChange implements PartitionChange {

    private final PartitionChange inner;
    private final PartitionChange outer;

    WrappedChange(PartitionChange inner, PartitionChange outer) {
        this.inner = inner;
        this.outer = Objects.requireNonNull(outer, "outer");
    }

    @Override
    public byte[] apply(Optional<byte[]> present) throws IOException {
        return outer.apply(present);
    }

    @Override
    public Optional<Duration> neededFor() {
        return inner.neededFor();
    }
}
