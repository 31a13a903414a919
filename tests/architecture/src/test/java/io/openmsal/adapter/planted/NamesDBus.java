package io.openmsal.adapter.planted;

import org.freedesktop.dbus.connections.impl.DBusConnection;

/** Planted: a library away from its home. */
public final class NamesDBus {

    private final DBusConnection named;

    NamesDBus(DBusConnection named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
