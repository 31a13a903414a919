package io.openmsal.testing.emulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages a person signs in with. Each carries the id of its sign-in, so that two browser tabs do not mix. */
final class SignInPages {

    private static final Map<String, String> MEANING = Map.ofEntries(
            Map.entry("openid", "Sign you in"),
            Map.entry("profile", "View your basic profile"),
            Map.entry("email", "View your email address"),
            Map.entry("offline_access", "Maintain access to data you have given it access to"),
            Map.entry("User.Read", "Sign you in and read your profile"),
            Map.entry("User.ReadBasic.All", "Read all users' basic profiles"),
            Map.entry("Mail.Read", "Read your mail"),
            Map.entry("Mail.Send", "Send mail as you"),
            Map.entry("Calendars.Read", "Read your calendars"),
            Map.entry("Files.Read", "Read your files"));

    private final Directory directory;

    SignInPages(Directory directory) {
        this.directory = directory;
    }

    Answer signIn(PendingSignIns.Pending pending, String username, Optional<Refusal> problem) {
        Interaction interaction = pending.interaction();
        var known = new StringBuilder();
        for (EmulatorUser user : directory.usersOf(interaction.realm())) {
            known.append("<li>").append(Page.escape(user.username()));
            known.append(user.password().isEmpty() ? " (any password)" : "").append("</li>\n");
        }
        // the cursor belongs where the next thing has to be typed
        String userFocus = username.isEmpty() ? " autofocus" : "";
        String passwordFocus = username.isEmpty() ? "" : " autofocus";
        return show(interaction, "Sign in", """
                <h1>Sign in</h1>
                <p>to continue to <strong>%s</strong></p>
                %s<form method="post" action="/signin/password">
                %s<label for="username">Username</label>
                <input id="username" name="username" type="email" value="%s" autocomplete="username" required%s>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password"%s>
                <div class="buttons">
                <button type="submit">Sign in</button>
                <button type="submit" class="quiet" name="action" value="cancel" formnovalidate>Cancel</button>
                </div>
                </form>
                <details><summary>Who can sign in here?</summary>
                <ul>
                %s</ul>
                </details>
                """.formatted(
                        appName(interaction),
                        alert(problem),
                        Page.hidden("flow", pending.id()),
                        Page.escape(username),
                        userFocus,
                        passwordFocus,
                        known));
    }

    Answer pickAccount(PendingSignIns.Pending pending, List<EmulatorUser> accounts) {
        Interaction interaction = pending.interaction();
        var choices = new StringBuilder();
        for (EmulatorUser user : accounts) {
            choices.append(choice(user.username(), initial(user), user.displayName(), user.username()));
        }
        choices.append(choice("", "+", "Use another account", ""));
        return show(interaction, "Pick an account", """
                <h1>Pick an account</h1>
                <p>to continue to <strong>%s</strong></p>
                <form method="post" action="/signin/account">
                %s<ul class="list">
                %s</ul>
                <div class="buttons">
                <button type="submit" class="quiet" name="action" value="cancel">Cancel</button>
                </div>
                </form>
                """.formatted(
                        appName(interaction), Page.hidden("flow", pending.id()), choices));
    }

    Answer consent(PendingSignIns.Pending pending, EmulatorUser user) {
        Interaction interaction = pending.interaction();
        var scopes = new StringBuilder();
        for (String scope : interaction.scopes().values()) {
            String meaning =
                    MEANING.getOrDefault(Scopes.canonical(scope), "Act for you at " + Scopes.resourceOf(scope));
            scopes.append("<li>").append(Page.escape(meaning));
            scopes.append("<code>").append(Page.escape(scope)).append("</code></li>\n");
        }
        return show(interaction, "Permissions requested", """
                <h1>Permissions requested</h1>
                <p><strong>%s</strong> would like to:</p>
                <ul class="scopes">
                %s</ul>
                <p>You are signed in as %s. Accept only if you trust this application.</p>
                <form method="post" action="/signin/consent">
                %s<div class="buttons">
                <button type="submit" name="action" value="accept">Accept</button>
                <button type="submit" class="quiet" name="action" value="cancel">Cancel</button>
                </div>
                </form>
                """.formatted(
                        appName(interaction), scopes, Page.escape(user.username()), Page.hidden("flow", pending.id())));
    }

    Answer signUp(PendingSignIns.Pending pending, Optional<Refusal> problem) {
        Interaction interaction = pending.interaction();
        return show(interaction, "Create an account", """
                <h1>Create an account</h1>
                <p>to continue to <strong>%s</strong></p>
                %s<form method="post" action="/signin/create">
                %s<label for="username">Username</label>
                <input id="username" name="username" type="email" autocomplete="username" required autofocus>
                <label for="name">Name</label>
                <input id="name" name="name" autocomplete="name" required>
                <label for="password">New password</label>
                <input id="password" name="password" type="password" autocomplete="new-password" required>
                <div class="buttons">
                <button type="submit">Create account</button>
                <button type="submit" class="quiet" name="action" value="cancel" formnovalidate>Cancel</button>
                </div>
                </form>
                """.formatted(
                        appName(interaction), alert(problem), Page.hidden("flow", pending.id())));
    }

    private static Answer show(Interaction interaction, String title, String content) {
        String realm = "<p class=\"realm\">" + Page.escape(interaction.realm().name()) + "</p>\n";
        return Page.leadingTo(interaction.formTarget(), title, realm + content);
    }

    private static String choice(String value, String badge, String name, String detail) {
        return """
                <li><button type="submit" name="username" value="%s"><span class="badge" aria-hidden="true">%s</span>
                <span class="who">%s<span>%s</span></span></button></li>
                """.formatted(Page.escape(value), Page.escape(badge), Page.escape(name), Page.escape(detail));
    }

    private static String alert(Optional<Refusal> problem) {
        return problem.map(refusal -> "<p class=\"alert\" role=\"alert\">AADSTS" + refusal.aadsts() + ": "
                        + Page.escape(refusal.text()) + "</p>\n")
                .orElse("");
    }

    private static String appName(Interaction interaction) {
        return Page.escape(interaction.app().displayName());
    }

    private static String initial(EmulatorUser user) {
        return user.displayName().isEmpty() ? "?" : user.displayName().substring(0, 1);
    }
}
