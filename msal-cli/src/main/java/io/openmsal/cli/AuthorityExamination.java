package io.openmsal.cli;

import io.openmsal.Adapters;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.Endpoints;
import io.openmsal.domain.authority.OidcDiscovery;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Introduction;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an authority resolves, who answers there and through what, and how far the clocks are apart. Asks for the authority's
 * metadata if it has to be fetched, and looks at the token endpoint without asking for a token.
 */
final class AuthorityExamination implements Examination {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Authority authority;
    private final Adapters adapters;
    private final String connection;
    private final TrustSettings trust;
    private final Cancellation cancellation;

    /**
     * @param connection how the provider is meant to be reached, in words: trust and proxy
     * @param trust whom the adapters' transport believes
     */
    AuthorityExamination(
            Authority authority, Adapters adapters, String connection, TrustSettings trust, Cancellation cancellation) {
        this.authority = authority;
        this.adapters = adapters;
        this.connection = connection;
        this.trust = trust;
        this.cancellation = cancellation;
    }

    @Override
    public String name() {
        return "authority";
    }

    @Override
    public Findings findings() {
        AnswerLog answers = new AnswerLog(adapters.transport(), adapters.clock(), trust);
        ServerExchange exchange = new ServerExchange(
                Introduction.of(adapters.environment()),
                answers,
                adapters.codec(),
                adapters.clock(),
                adapters.events());
        List<String> lines = new ArrayList<>();
        lines.add("authority: " + authority + ", tenant " + authority.tenant() + "; tokens are kept under "
                + authority.environment());
        lines.add("connection: " + connection);
        MsalException failed = null;
        try {
            Endpoints endpoints =
                    authority.endpoints(new OidcDiscovery(exchange, adapters.clock()), call("doctor-discovery"));
            lines.add(
                    answers.isEmpty()
                            ? "resolves: by what is built in; nothing is fetched"
                            : "resolves: by the metadata that it publishes");
            lines.add("would be tried: sign-in at " + endpoints.authorization() + ", tokens at " + endpoints.token()
                    + endpoints
                            .deviceAuthorization()
                            .map(at -> ", device codes at " + at)
                            .orElse(""));
            look(endpoints.token(), exchange);
        } catch (MsalCancelledException cancelled) {
            // no finding: whoever asked wants to know no more
            throw cancelled;
        } catch (MsalException failure) {
            failed = failure;
            lines.add("failed: " + failure.getMessage());
            // how long this one waits is not asked
            OptionHint.of(failure, option -> !option.equals("--timeout")).ifPresent(lines::add);
        }
        lines.addAll(answers.lines());
        return new Findings(lines, Optional.ofNullable(failed));
    }

    /** A request that a token endpoint refuses, whatever its words: that somebody is there is all that matters. */
    private void look(URI tokenEndpoint, ServerExchange exchange) {
        exchange.send(HttpRequest.get(tokenEndpoint), "look at the token endpoint", call("doctor-look"));
    }

    private CallContext call(String correlationId) {
        return new CallContext(correlationId, Deadline.after(adapters.clock(), PATIENCE), cancellation);
    }
}
