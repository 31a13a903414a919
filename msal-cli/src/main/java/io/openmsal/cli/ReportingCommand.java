package io.openmsal.cli;

import java.util.concurrent.Callable;

/** A command that gives a result, or says why there is none, in the form its options ask for. */
interface ReportingCommand extends Callable<Integer> {

    /** How to show it. */
    OutputOptions output();
}
