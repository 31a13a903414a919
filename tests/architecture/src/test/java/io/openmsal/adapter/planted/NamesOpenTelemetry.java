package io.openmsal.adapter.planted;

import io.opentelemetry.api.OpenTelemetry;

/** Planted: a library away from its home. */
public final class NamesOpenTelemetry {

    private final OpenTelemetry named;

    NamesOpenTelemetry(OpenTelemetry named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
