package io.openmsal.sample;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.browser.RedirectParameters;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The second step of a sign-in: the browser comes back with a code. */
public final class SignedInServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public SignedInServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Shared shared = Shared.of(getServletContext());
        Visitor visitor = Visitor.of(request);
        RedirectParameters answer;
        Optional<PendingSignIn> pending;
        try {
            // snippet: answer
            String query = Objects.requireNonNullElse(request.getQueryString(), "");
            answer = RedirectParameters.parse(query); // refuses a parameter that comes twice
            pending = answer.value("state").flatMap(visitor::pending); // out of the session
            // end
        } catch (IllegalArgumentException malformed) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(malformed.getMessage()));
            return;
        }
        if (pending.isPresent()) {
            finish(shared, visitor, pending.get(), answer, response);
        } else {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "It is finished already, or did not begin here.");
        }
    }

    private static void finish(
            Shared shared,
            Visitor visitor,
            PendingSignIn pending,
            RedirectParameters answer,
            HttpServletResponse response)
            throws IOException {
        try {
            // snippet: redeem
            AuthenticationResult result = shared.application()
                    .acquireTokenByAuthorizationCode(pending, answer.asMap())
                    .execute();
            visitor.signedIn(result); // keeps result.account(); the tokens are in the store
            // end
            response.sendRedirect(shared.settings().page("/").toString());
        } catch (MsalException refused) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, refused.errorCode());
        }
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        response.setStatus(status);
        Html.page(response, "The sign-in failed", "<p>" + Html.text(why) + "<p><a href=sign-in>Again</a>");
    }
}
