package io.openmsal.cli;

import java.util.List;

/** One thing that the doctor looks at. Gets no token and changes nothing. */
interface Examination {

    /** Its name for programs, in lower case with underscores. */
    String name();

    /** What was found, line by line. Holds no secret. */
    List<String> findings();
}
