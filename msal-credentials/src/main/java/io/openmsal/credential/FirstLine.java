package io.openmsal.credential;

import io.openmsal.domain.failure.MsalException;

/** The line of a failure that stands in a list. */
final class FirstLine {

    private FirstLine() {}

    static String of(MsalException failure) {
        return String.valueOf(failure.getMessage()).split("\\R", 2)[0];
    }
}
