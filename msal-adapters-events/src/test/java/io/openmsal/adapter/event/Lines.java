package io.openmsal.adapter.event;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A {@link System.Logger} that keeps what is written from a level on. */
final class Lines implements System.Logger {

    private final Level lowest;
    private final List<String> written = new ArrayList<>();

    Lines(Level lowest) {
        this.lowest = lowest;
    }

    @Override
    public String getName() {
        return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
        return level.getSeverity() >= lowest.getSeverity();
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
        add(level, text);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
        add(level, format);
    }

    private synchronized void add(Level level, @Nullable String text) {
        if (isLoggable(level)) {
            written.add(level + " " + text);
        }
    }

    synchronized List<String> written() {
        return List.copyOf(written);
    }
}
