package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.port.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How an application comes to its host: by naming it, or by detection for each request. Safe for many threads. */
public abstract class SourceSelection {

    private static final String NOT_AVAILABLE = "managed_identity_not_available";
    private static final String UNREACHABLE = "managed_identity_unreachable_network";

    private SourceSelection() {}

    /**
     * A host that the application names. Nothing is detected or probed.
     *
     * @param source the host
     * @return the selection
     */
    public static SourceSelection named(ManagedIdentitySource source) {
        return new Named(Objects.requireNonNull(source, "source"));
    }

    /**
     * A host that is detected anew for each request, since files and variables may change.
     *
     * @param sources the hosts, in the order in which they are looked for
     * @return the selection
     */
    public static SourceSelection detected(List<ManagedIdentitySource> sources) {
        return new Detected(new ArrayList<>(sources));
    }

    /**
     * Whether there is no token because there is no host. Any other failure is one of a host, or of the search for it.
     *
     * @param failure what became of a request or of {@link #select}
     * @return true when no host was found
     */
    public static boolean isForWantOfAHost(MsalException failure) {
        return failure.errorCode().equals(NOT_AVAILABLE) || failure.errorCode().equals(UNREACHABLE);
    }

    /**
     * The host to ask.
     *
     * @param exchange sends the probe, if there has to be one
     * @param context on whose behalf
     * @return the host
     * @throws MsalException when there is none, saying what was seen and what is missing
     */
    public abstract ManagedIdentitySource select(SourceExchange exchange, CallContext context);

    /**
     * How the host is chosen here and now, for people. Sends nothing.
     *
     * @param environment where to look
     * @return one or more lines without values of variables
     */
    public abstract String explain(Environment environment);

    private static final class Named extends SourceSelection {

        private final ManagedIdentitySource source;

        Named(ManagedIdentitySource source) {
            this.source = source;
        }

        @Override
        public ManagedIdentitySource select(SourceExchange exchange, CallContext context) {
            return source;
        }

        @Override
        public String explain(Environment environment) {
            return source.name() + ": named by the application; " + source.signsIn(environment);
        }
    }

    private static final class Detected extends SourceSelection {

        private final List<ManagedIdentitySource> sources;

        Detected(List<ManagedIdentitySource> sources) {
            this.sources = sources;
        }

        @Override
        public ManagedIdentitySource select(SourceExchange exchange, CallContext context) {
            SourceDetection detection = SourceDetection.of(sources, exchange.environment());
            ManagedIdentitySource source = detection
                    .source()
                    .orElseThrow(() -> new MsalConfigurationException(
                            NOT_AVAILABLE, "There is no managed identity here.\n" + detection.explain()));
            Optional<String> absence = source.absence(exchange.call(source, context));
            if (absence.isPresent()) {
                throw new MsalTransportException(
                        UNREACHABLE,
                        "There is no managed identity here: " + absence.get() + ". Run this on an Azure host with an"
                                + " identity, or name the source if it is one.\n" + detection.explain(),
                        context.correlationId(),
                        null);
            }
            return source;
        }

        @Override
        public String explain(Environment environment) {
            return SourceDetection.of(sources, environment).explain();
        }
    }
}
