package io.openmsal.sample;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The person signed out elsewhere, and the provider's page has their browser call this in a frame (OpenID Connect Front-Channel
 * Logout §2). The session's cookie comes along only if it says {@code SameSite=None; Secure}, which containers of Java EE set by
 * a setting of their own.
 */
public final class FrontChannelLogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public FrontChannelLogoutServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitor visitor = Visitor.of(request);
        if (visitor.isKnownToTheProviderAs(request.getParameter("sid"))) {
            visitor.account().ifPresent(Shared.of(getServletContext()).application()::removeAccount);
            visitor.leaves();
        }
        Html.page(response, "Signed out", "");
    }
}
