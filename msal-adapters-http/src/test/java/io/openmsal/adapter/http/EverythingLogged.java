package io.openmsal.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that any library logs at the most verbose level while this is open, parameters and stack traces included. */
final class EverythingLogged extends Handler {

    private static final Logger ROOT = Logger.getLogger("");

    private final Level levelBefore = ROOT.getLevel();
    private final List<String> records = new ArrayList<>();
    private final List<String> loggers = new ArrayList<>();

    EverythingLogged() {
        setFormatter(new SimpleFormatter());
        setLevel(Level.ALL);
        ROOT.addHandler(this);
        ROOT.setLevel(Level.ALL);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        loggers.add(String.valueOf(entry.getLoggerName()));
        records.add(getFormatter().format(entry));
    }

    /** One text with every record. */
    synchronized String text() {
        return String.join("", records);
    }

    /** Who logged, once for each record. */
    synchronized List<String> loggers() {
        return new ArrayList<>(loggers);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
        ROOT.setLevel(levelBefore);
    }
}
