package sample.spring;

import io.openmsal.port.event.Event;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts tokens, as an example of a listener. */
@Component
public class TokenCounter {

    private final AtomicInteger acquired = new AtomicInteger();

    /** For the context. */
    public TokenCounter() {}

    /**
     * Hears what the library has to say.
     *
     * @param event what happened
     */
    @EventListener
    public void heard(Event event) {
        if (event.name().equals("token.acquired")) {
            acquired.incrementAndGet();
        }
    }

    /**
     * How many so far, from the provider and from the cache.
     *
     * @return the number
     */
    public int acquired() {
        return acquired.get();
    }
}
