package sample.cdi;

import io.openmsal.AppTokens;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.adapter.event.SeveralEvents;
import io.openmsal.adapter.event.SystemLoggerEvents;
import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.adapter.http.HttpTransports;
import io.openmsal.adapter.system.SystemSleeper;
import io.openmsal.port.event.EventSink;
import java.time.Clock;
import java.util.Random;
import javax.enterprise.context.ApplicationScoped;
import javax.enterprise.event.Event;
import javax.enterprise.inject.Disposes;
import javax.enterprise.inject.Produces;
import javax.inject.Singleton;

/** Makes what the beans of the application share, and closes it when the container ends. */
@ApplicationScoped
public class Login {

    /** For the container. */
    public Login() {}

    // snippet: application
    /**
     * The one application object: it holds the tokens.
     *
     * @param settings what the deployment decides
     * @param transport its connections
     * @param events who hears what happens
     * @return for all beans
     */
    @Produces
    @ApplicationScoped
    public ConfidentialClientApplication application(
            LoginSettings settings, ApacheHttpTransport transport, EventSink events) {
        return ConfidentialClientApplication.builder(
                        settings.clientId(), ClientCredentials.secret(settings::clientSecret))
                .trustedAuthority(settings.authority())
                .transport(HttpTransports.retrying(
                        transport, settings.http(), Clock.systemUTC(), new SystemSleeper(), new Random(), events))
                .events(events)
                .build();
    }

    /**
     * What beans take that need tokens of the application and nothing else.
     *
     * @param application the one
     * @return its tokens
     */
    @Produces
    @ApplicationScoped
    public AppTokens tokens(ConfidentialClientApplication application) {
        return application.appTokens();
    }
    // end

    // snippet: transport
    /**
     * The connections.
     *
     * @param settings what the deployment decides
     * @return a pool, which needs an end
     */
    @Produces
    @Singleton
    public ApacheHttpTransport transport(LoginSettings settings) {
        return new ApacheHttpTransport(settings.http());
    }

    /**
     * Ends the connections with the container.
     *
     * @param transport made above
     */
    public void close(@Disposes ApacheHttpTransport transport) {
        transport.close();
    }
    // end

    // snippet: events
    /**
     * Tells the log, and whoever observes {@code io.openmsal.port.event.Event}.
     *
     * @param observers the container's way to them
     * @return for the application object
     */
    @Produces
    @ApplicationScoped
    public EventSink events(Event<io.openmsal.port.event.Event> observers) {
        return new SeveralEvents(new SystemLoggerEvents(), observers::fire);
    }
    // end
}
