package io.openmsal.planted;

/** Planted: a line on a console that is not ours. */
public final class PrintsToTheConsole {

    void planted(String token) {
        System.out.println(token);
    }
}
