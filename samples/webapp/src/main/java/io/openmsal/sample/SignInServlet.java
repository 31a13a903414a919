package io.openmsal.sample;

import io.openmsal.SignInRequest;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.ResponseMode;
import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The first step of a sign-in: sends the browser to the provider. */
public final class SignInServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public SignInServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Shared shared = Shared.of(getServletContext());
        Visitor visitor = Visitor.of(request);
        // snippet: begin
        SignInRequest signIn = shared.application()
                .signIn(shared.settings().page("/signed-in"), shared.settings().get("sample.scope"))
                // a form that another site posts comes without the session's cookie, as soon as a browser takes it for
                // SameSite=Lax
                .responseMode(ResponseMode.QUERY);
        visitor.claimsChallenge().ifPresent(signIn::claims); // of an API that sent the person here
        PendingSignIn pending = signIn.begin();
        visitor.begins(pending); // into the session: serializable, and without a token
        response.sendRedirect(pending.authorizationUri().toString());
        // end
    }
}
