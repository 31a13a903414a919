package io.openmsal.testing.emulator;

import java.util.Optional;

/** Receives the forms of the sign-in pages. */
final class SignInEndpoint implements Endpoint {

    private final BrowserSessions sessions;
    private final PendingSignIns pendings;
    private final SignIn signIn;
    private final MessagePages messages;

    SignInEndpoint(BrowserSessions sessions, PendingSignIns pendings, SignIn signIn, MessagePages messages) {
        this.sessions = sessions;
        this.pendings = pendings;
        this.signIn = signIn;
        this.messages = messages;
    }

    @Override
    public Answer serve(Call call) {
        Optional<PendingSignIns.Pending> pending =
                sessions.of(call.request()).flatMap(session -> pendings.of(call.request(), session));
        if (!call.request().isPost() || pending.isEmpty()) {
            return messages.outOfDate();
        }
        return call.request().parameter("action").equals(Optional.of("cancel"))
                ? signIn.cancelled(pending.get())
                : step(call.request(), pending.get());
    }

    private Answer step(EmulatorRequest request, PendingSignIns.Pending pending) {
        String username = request.parameter("username").orElse("");
        String password = request.parameter("password").orElse("");
        return switch (request.path()) {
            case "/signin/password" -> signIn.withPassword(pending, username, password);
            case "/signin/account" -> signIn.withAccount(pending, username);
            case "/signin/create" ->
                signIn.withNewAccount(
                        pending, username, request.parameter("name").orElse(username), password);
            case "/signin/consent" ->
                pending.signedIn().map(who -> signIn.consented(pending, who)).orElseGet(messages::outOfDate);
            default -> messages.notFound();
        };
    }
}
