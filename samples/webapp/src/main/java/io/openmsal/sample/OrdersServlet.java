package io.openmsal.sample;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.token.AuthenticationResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Calls another service as the person who is signed in, with a token that is renewed without asking them. */
public final class OrdersServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public OrdersServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Account> account = Visitor.of(request).account();
        if (account.isEmpty()) {
            response.sendRedirect("sign-in");
            return;
        }
        try {
            Html.page(
                    response,
                    "Your orders",
                    "<pre>" + Html.text(ordersOf(account.get())) + "</pre><p><a href=.>Back</a>");
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof MsalInteractionRequiredException)) {
                throw failed;
            }
            response.sendRedirect("sign-in");
        }
    }

    private String ordersOf(Account account) {
        Shared shared = Shared.of(getServletContext());
        URI address = URI.create(shared.settings().get("sample.orders"));
        // snippet: silent
        return shared.application()
                .acquireTokenSilent(account, shared.settings().get("sample.scope"))
                .executeAsync(shared.executor())
                .thenApplyAsync(token -> get(address, token), shared.executor())
                .join();
        // end
    }

    private static String get(URI address, AuthenticationResult token) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestProperty("Authorization", token.authorizationHeader());
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
