package io.openmsal.packaging;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.mojo.animal_sniffer.logging.Logger;

/** Keeps what Animal Sniffer complains of. */
record Complaints(List<String> found) implements Logger {

    Complaints() {
        this(new ArrayList<>());
    }

    @Override
    public void info(String message) {}

    @Override
    public void info(String message, Throwable cause) {}

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String message, Throwable cause) {}

    @Override
    public void warn(String message) {}

    @Override
    public void warn(String message, Throwable cause) {}

    @Override
    public void error(String message) {
        found.add(message);
    }

    @Override
    public void error(String message, Throwable cause) {
        found.add(message);
    }
}
