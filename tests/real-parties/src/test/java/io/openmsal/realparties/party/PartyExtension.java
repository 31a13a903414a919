package io.openmsal.realparties.party;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One real party for the whole run: started for the first class that needs it, ended after the last test, handed to whoever
 * names its type as a parameter. Where it cannot be had, its tests are skipped with the reason; where it should run and does
 * not, they fail.
 *
 * @param <T> the party
 */
public abstract class PartyExtension<T extends AutoCloseable> implements BeforeAllCallback, ParameterResolver {

    private final Class<T> type;

    /**
     * Makes the extension.
     *
     * @param type what tests name as a parameter; its simple name is the party's
     */
    protected PartyExtension(Class<T> type) {
        this.type = type;
    }

    /**
     * Starts the party.
     *
     * @param own what it starts and writes down; taken away when this fails, and left to the party's {@code close()} otherwise
     * @return the running party
     * @throws PartyMissingException when it cannot be had on this machine
     */
    protected abstract T start(Belongings own) throws PartyMissingException;

    @Override
    public void beforeAll(ExtensionContext context) {
        Attempt<?> attempt = attempt(context);
        attempt.failure().ifPresent(failure -> {
            throw new IllegalStateException(type.getSimpleName() + " did not start", failure);
        });
        Assumptions.assumeTrue(attempt.party().isPresent(), attempt::missing);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return attempt(context).party().orElseThrow();
    }

    private Attempt<?> attempt(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PartyExtension.class))
                .computeIfAbsent(type, any -> begin(), Attempt.class);
    }

    Attempt<T> begin() {
        Belongings own = new Belongings();
        try {
            return new Attempt<>(Optional.of(start(own)), "", Optional.empty());
        } catch (PartyMissingException missing) {
            takeAway(own, missing);
            LeftOut.say(type.getSimpleName(), missing.getMessage());
            return new Attempt<>(Optional.empty(), missing.getMessage(), Optional.empty());
        } catch (RuntimeException | Error failed) {
            takeAway(own, failed);
            return new Attempt<>(Optional.empty(), "", Optional.of(failed));
        }
    }

    /** What stays must not hide why the party did not start. */
    private static void takeAway(Belongings own, Throwable reason) {
        try {
            own.close();
        } catch (RuntimeException stays) {
            reason.addSuppressed(stays);
        }
    }

    /** How starting the party went. Kept for the whole run, so that nobody waits twice for what does not come. */
    record Attempt<T extends AutoCloseable>(Optional<T> party, String missing, Optional<Throwable> failure)
            implements AutoCloseable {

        @Override
        public void close() throws Exception {
            if (party.isPresent()) {
                party.get().close();
            }
        }
    }
}
