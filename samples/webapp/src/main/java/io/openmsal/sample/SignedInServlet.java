package io.openmsal.sample;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
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
        Optional<PendingSignIn> pending = visitor.pending();
        if (pending.isEmpty()) {
            response.sendRedirect("sign-in");
            return;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        try {
            // snippet: redeem
            AuthenticationResult result = shared.application()
                    .acquireTokenByAuthorizationCode(pending.get(), parameters)
                    .execute();
            visitor.signedIn(result); // keeps result.account(); the tokens are in the store
            // end
            response.sendRedirect(shared.settings().page("/").toString());
        } catch (MsalException refused) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            Html.page(
                    response,
                    "The sign-in failed",
                    "<p>" + Html.text(refused.errorCode()) + "<p><a href=sign-in>Again</a>");
        }
    }
}
