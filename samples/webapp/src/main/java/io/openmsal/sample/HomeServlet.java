package io.openmsal.sample;

import io.openmsal.domain.account.Account;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Greets whoever is signed in. */
public final class HomeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public HomeServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Account> account = Visitor.of(request).account();
        if (account.isPresent()) {
            Html.page(
                    response,
                    "Welcome, " + account.get().username(),
                    "<p><a href=orders>Your orders</a><form method=post action=sign-out><button>Sign out</button></form>");
        } else {
            Html.page(response, "Nobody is signed in", "<p><a href=sign-in>Sign in</a>");
        }
    }
}
