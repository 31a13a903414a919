package io.openmsal.sample;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.ClaimsChallenge;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Calls a web API as the person who is signed in, with a token that is renewed without asking them. */
public final class OrdersServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public OrdersServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitor visitor = Visitor.of(request);
        Optional<Account> account = visitor.account();
        if (account.isEmpty()) {
            response.sendRedirect("sign-in");
            return;
        }
        try {
            HttpResponse orders = ordersOf(account.get());
            switch (orders.status()) {
                case HttpServletResponse.SC_OK ->
                    Html.page(
                            response,
                            "Your orders",
                            "<pre>" + Html.text(orders.text()) + "</pre><p><a href=.>Back</a>");
                case HttpServletResponse.SC_UNAUTHORIZED -> {
                    orders.headers()
                            .first("WWW-Authenticate")
                            .flatMap(ClaimsChallenge::fromWwwAuthenticate)
                            .ifPresent(visitor::has);
                    response.sendRedirect("sign-in");
                }
                default -> response.sendError(HttpServletResponse.SC_BAD_GATEWAY);
            }
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof MsalInteractionRequiredException needed)) {
                throw failed;
            }
            needed.claims().ifPresent(visitor::has); // without them the next sign-in would bring the same again
            response.sendRedirect("sign-in");
        }
    }

    private HttpResponse ordersOf(Account account) {
        Shared shared = Shared.of(getServletContext());
        // snippet: silent
        return shared.application()
                .acquireTokenSilent(account, shared.settings().get("sample.scope"))
                .executeAsync(shared.executor())
                .thenApplyAsync(token -> orders(shared, token), shared.executor())
                .join();
        // end
    }

    private static HttpResponse orders(Shared shared, AuthenticationResult token) {
        try {
            return shared.transport()
                    .send(HttpRequest.get(shared.settings().page("/api/orders"))
                            .withHeader("Authorization", token.authorizationHeader()));
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
