package io.openmsal.sample;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Signs a person out here, then at the provider (OpenID Connect RP-Initiated Logout §2). */
public final class SignOutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public SignOutServlet() {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Shared shared = Shared.of(getServletContext());
        Visitor visitor = Visitor.of(request);
        // snippet: sign-out
        if (!shared.settings().get("sample.origin").equals(request.getHeader("Origin"))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN); // another site's form signs nobody out here
            return;
        }
        visitor.leaves(); // the session ends, and with somebody's last one their tokens are forgotten
        String back = shared.settings().page("/").toString();
        response.sendRedirect(shared.settings().get("sample.authority")
                + "/oauth2/v2.0/logout?post_logout_redirect_uri=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
        // end
    }
}
