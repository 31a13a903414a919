package sample.spring;

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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes what the beans of the application share. */
@Configuration(proxyBeanMethods = false)
public class LoginConfiguration {

    /** For the context. */
    public LoginConfiguration() {}

    // snippet: beans
    /**
     * The connections. The context closes them when it ends, as it does with every bean that can be closed.
     *
     * @param settings what the deployment decides
     * @return a pool
     */
    @Bean
    public ApacheHttpTransport transport(LoginSettings settings) {
        return new ApacheHttpTransport(settings.http());
    }

    /**
     * The one application object: it holds the tokens.
     *
     * @param settings what the deployment decides
     * @param transport its connections
     * @param events who hears what happens
     * @return for all beans
     */
    @Bean
    public ConfidentialClientApplication application(
            LoginSettings settings, ApacheHttpTransport transport, EventSink events) {
        return ConfidentialClientApplication.builder(
                        settings.clientId(), ClientCredentials.secret(settings.clientSecret()))
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
    @Bean
    public AppTokens tokens(ConfidentialClientApplication application) {
        return application.appTokens();
    }

    /**
     * Tells the log, and every {@code @EventListener} for {@code io.openmsal.port.event.Event}.
     *
     * @param listeners the context's way to them
     * @return for the application object
     */
    @Bean
    public EventSink events(ApplicationEventPublisher listeners) {
        return new SeveralEvents(new SystemLoggerEvents(), listeners::publishEvent);
    }
    // end
}
