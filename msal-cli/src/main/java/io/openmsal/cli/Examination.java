package io.openmsal.cli;

/** One thing that the doctor looks at. Gets no token and changes nothing. */
interface Examination {

    /** Its name for programs, in lower case with underscores. */
    String name();

    /** What was found. */
    Findings findings();
}
