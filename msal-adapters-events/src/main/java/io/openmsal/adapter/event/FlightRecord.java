package io.openmsal.adapter.event;

import io.openmsal.port.event.Event;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * What stands in a flight recording. Commits happen when a thing has ended, so durations are fields. No code in here names a kind of
 * record: the JDK would load it while it still instruments this class, and define this class twice.
 */
@Category("OpenMSAL")
@StackTrace(false)
abstract class FlightRecord extends jdk.jfr.Event {

    @Label("Text")
    @Description("The event as one line, personal values hashed unless allowed")
    String text = "";

    void fill(Event event, EventFields fields, EventText line) {
        text = line.of(event);
    }

    @Name(TokenCall.NAME)
    @Label("Token call")
    static final class TokenCall extends FlightRecord {

        static final String NAME = "io.openmsal.TokenCall";

        @Label("Call")
        String call = "";

        @Label("Token source")
        String source = "";

        @Label("Error code")
        String error = "";

        @Label("Took")
        @Timespan(Timespan.MICROSECONDS)
        long took;

        @Override
        void fill(Event event, EventFields fields, EventText line) {
            super.fill(event, fields, line);
            call = fields.text("call");
            source = fields.text("source");
            error = fields.text("error");
            took = fields.number("microseconds").orElse(0);
        }
    }

    @Name(HttpExchange.NAME)
    @Label("HTTP exchange")
    static final class HttpExchange extends FlightRecord {

        static final String NAME = "io.openmsal.HttpExchange";

        @Label("Purpose")
        String purpose = "";

        @Label("Host")
        String host = "";

        @Label("Status")
        @Description("0 when no answer arrived")
        long status;

        @Label("Took")
        @Timespan(Timespan.MILLISECONDS)
        long took;

        @Override
        void fill(Event event, EventFields fields, EventText line) {
            super.fill(event, fields, line);
            purpose = fields.text("purpose");
            host = fields.text("host");
            status = fields.number("status").orElse(0);
            took = fields.number("milliseconds").orElse(0);
        }
    }

    @Name(Other.NAME)
    @Label("Event")
    static final class Other extends FlightRecord {

        static final String NAME = "io.openmsal.Event";
    }
}
