package io.openmsal.port.event;

/** Drops every event. An enum, so that there is one and comparing it is cheap. */
enum NoEvents implements EventSink {
    INSTANCE;

    @Override
    public void emit(Event event) {}
}
