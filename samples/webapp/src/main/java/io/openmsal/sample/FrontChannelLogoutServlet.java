package io.openmsal.sample;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The person signed out elsewhere, and the provider's page has their browser load this in a frame (OpenID Connect Front-Channel
 * Logout §2). Ends the session that is named, and no other; a call that names none ends none, since anybody's page can make one.
 */
public final class FrontChannelLogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public FrontChannelLogoutServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // snippet: front-channel
        String issuer = request.getParameter("iss");
        String sid = request.getParameter("sid");
        if (issuer != null && sid != null) {
            Shared.of(getServletContext()).end(new ProviderSession(issuer, sid));
        }
        // end
        Html.page(response, "Signed out", "");
    }
}
