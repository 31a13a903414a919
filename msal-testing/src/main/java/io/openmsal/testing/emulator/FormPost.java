package io.openmsal.testing.emulator;

import java.util.Locale;

/** The shape of every request a client sends directly: a POST of one form, each field once (RFC 6749 §3.2). */
final class FormPost {

    private FormPost() {}

    static void check(Call call) {
        EmulatorRequest request = call.request();
        if (!request.isPost()) {
            throw Refusal.onlyPost(request.method());
        }
        String type = request.header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            throw Refusal.malformed("The Content-Type must be application/x-www-form-urlencoded.");
        }
        if (request.hasRepeatedParameter()) {
            throw Refusal.malformed("A parameter was sent more than once.");
        }
    }
}
