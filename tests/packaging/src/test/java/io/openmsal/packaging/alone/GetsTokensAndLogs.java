package io.openmsal.packaging.alone;

import io.openmsal.adapter.event.Slf4jEvents;
import java.io.IOException;
import java.nio.file.Path;

/** The same application, which has the library write its events to SLF4J. */
public final class GetsTokensAndLogs {

    private GetsTokensAndLogs() {}

    /**
     * Prints {@code IDENTITY_PROVIDER CACHE}, and what the logging library prints.
     *
     * @param arguments as for {@link GetsTokens#main}
     * @throws IOException when a file cannot be read
     */
    public static void main(String... arguments) throws IOException {
        System.out.println(GetsTokens.tokens(
                arguments[0],
                arguments[1],
                Path.of(arguments[2]),
                Path.of(arguments[3]),
                builder -> builder.events(new Slf4jEvents())));
    }
}
