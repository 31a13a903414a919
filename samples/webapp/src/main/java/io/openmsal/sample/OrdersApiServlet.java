package io.openmsal.sample;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.validation.ValidatedToken;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * A web API in the middle: takes the access token of whoever calls it, and asks the warehouse on behalf of that person with a token that
 * it trades the first one for. It stands in the same archive as the pages so that there is one thing to deploy; to the provider it is an
 * application of its own.
 */
public final class OrdersApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** The name of a scheme is written in letters of any case (RFC 9110 §11.1). */
    private static final String BEARER = "Bearer ";

    /** For the container. */
    public OrdersApiServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "Bearer");
            return;
        }
        String token = header.substring(BEARER.length()).trim();
        try {
            ValidatedToken caller = Shared.of(getServletContext()).callers().validate(Secret.of(token));
            if (caller.scopes().contains("Orders.Read")) {
                answer(response, token, caller);
            } else {
                refuse(response, HttpServletResponse.SC_FORBIDDEN, "Bearer error=\"insufficient_scope\"");
            }
        } catch (MsalTokenRejectedException notForUs) {
            getServletContext().log(notForUs.getMessage());
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, notForUs.challenge());
        } catch (MsalException nobodyToAsk) {
            getServletContext().log("An access token could not be judged: " + nobodyToAsk.getMessage());
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private void answer(HttpServletResponse response, String token, ValidatedToken caller) throws IOException {
        Shared shared = Shared.of(getServletContext());
        try {
            // snippet: on-behalf-of
            AuthenticationResult theirs = shared.api()
                    .acquireTokenOnBehalfOf(Secret.of(token), shared.settings().get("sample.stock.scope"))
                    .execute();
            // end
            HttpResponse stock = shared.transport()
                    .send(HttpRequest.get(URI.create(shared.settings().get("sample.stock")))
                            .withHeader("Authorization", theirs.authorizationHeader()));
            if (stock.status() != HttpServletResponse.SC_OK) {
                response.sendError(HttpServletResponse.SC_BAD_GATEWAY);
                return;
            }
            response.setContentType("text/plain");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.getWriter().write("3 orders of " + caller.text("name").orElse("somebody") + ", " + stock.text());
        } catch (MsalInteractionRequiredException person) {
            // the caller has the person in front of it, and this API has not
            refuse(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    person.claims()
                            .map(claims -> "Bearer error=\"insufficient_claims\", claims=\""
                                    + Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                                    + "\"")
                            .orElse("Bearer error=\"invalid_token\""));
        } catch (MsalException unavailable) {
            getServletContext().log("The warehouse could not be asked: " + unavailable.getMessage());
            response.sendError(HttpServletResponse.SC_BAD_GATEWAY);
        }
    }

    /** Says why in the words of RFC 6750 §3, and nothing of what was wrong with the token. */
    private static void refuse(HttpServletResponse response, int status, String challenge) {
        response.setHeader("WWW-Authenticate", challenge);
        response.setStatus(status);
    }
}
