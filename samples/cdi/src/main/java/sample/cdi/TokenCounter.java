package sample.cdi;

import io.openmsal.port.event.Event;
import java.util.concurrent.atomic.AtomicInteger;
import javax.enterprise.context.ApplicationScoped;
import javax.enterprise.event.Observes;

/** Counts tokens, as an example of an observer. */
@ApplicationScoped
public class TokenCounter {

    private final AtomicInteger acquired = new AtomicInteger();

    /** For the container. */
    public TokenCounter() {}

    // snippet: observer
    /**
     * Hears what the library has to say.
     *
     * @param event what happened
     */
    public void heard(@Observes Event event) {
        if (event.name().equals("token.acquired")) {
            acquired.incrementAndGet();
        }
    }
    // end

    /**
     * How many so far, from the provider and from the cache.
     *
     * @return the number
     */
    public int acquired() {
        return acquired.get();
    }
}
