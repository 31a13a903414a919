package io.openmsal.adapter.browser;

import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectParameters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/**
 * Decides which request is the authorization response we wait for: at the path of the redirect URI, by the agreed response
 * mode (OAuth 2.0 Form Post Response Mode §2), with our state (RFC 6749 §10.12) once. Everything else is refused in words,
 * and the wait goes on: a stray or forged request must neither end the sign-in nor fail it.
 */
final class RedirectRules {

    static final String METHODS = "GET, POST";

    /** Far more than an authorization response with a code and an ID token takes. */
    static final int LARGEST_BODY = 64 * 1024;

    private static final String FORM = "application/x-www-form-urlencoded";

    private final RedirectExpectation expectation;
    private final String path;

    RedirectRules(RedirectExpectation expectation, String path) {
        this.expectation = expectation;
        this.path = path;
    }

    /** Judges what can be judged before the body, and says how many bytes of body to read. */
    int bodyLength(RequestHead head) throws HttpRefusal {
        if (!head.path().equals(path)) {
            throw new HttpRefusal(404, "There is nothing here.");
        }
        return switch (head.method()) {
            case "GET" -> 0;
            case "POST" -> formLength(head);
            default -> throw new HttpRefusal(405, "The end of a sign-in comes by GET or POST.");
        };
    }

    private static int formLength(RequestHead head) throws HttpRefusal {
        String type = head.headers().first("Content-Type").orElse("");
        if (!type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(FORM)) {
            throw new HttpRefusal(415, "The end of a sign-in comes as " + FORM + ".");
        }
        List<String> lengths = head.headers().asMap().get("Content-Length");
        if (lengths == null || head.headers().first("Transfer-Encoding").isPresent()) {
            throw new HttpRefusal(411, "The request has to say how long its body is.");
        }
        if (lengths.size() != 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
            throw new HttpRefusal(400, "The request does not say clearly how long its body is.");
        }
        long length = Long.parseLong(lengths.get(0));
        if (length > LARGEST_BODY) {
            throw new HttpRefusal(413, "The end of a sign-in is at most " + LARGEST_BODY + " bytes long.");
        }
        return (int) length;
    }

    /** The parameters, when this request is the one we wait for. */
    RedirectParameters parameters(RequestHead head, String body) throws HttpRefusal {
        if (head.method().equals("GET") && !expectation.queryAccepted()) {
            throw new HttpRefusal(
                    400, "This address takes the end of a sign-in by form post only (response_mode=form_post).");
        }
        RedirectParameters parameters = read(head.method().equals("GET") ? head.query() : body);
        if (!isOurs(parameters.value("state").orElse(""))) {
            throw new HttpRefusal(
                    400,
                    "This does not belong to the sign-in that is waiting here. Close this tab and go back to the application.");
        }
        if (!parameters.value("code").isPresent() && !parameters.value("error").isPresent()) {
            throw new HttpRefusal(400, "The answer holds neither a code nor an error.");
        }
        return parameters;
    }

    private static RedirectParameters read(String encoded) throws HttpRefusal {
        try {
            return RedirectParameters.parse(encoded);
        } catch (IllegalArgumentException malformed) {
            throw new HttpRefusal(400, String.valueOf(malformed.getMessage()));
        }
    }

    private boolean isOurs(String state) {
        // A comparison that stops at the first difference would let another local process guess the state bit by bit.
        return MessageDigest.isEqual(
                state.getBytes(StandardCharsets.UTF_8), expectation.state().getBytes(StandardCharsets.UTF_8));
    }
}
