package io.openmsal.testing.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way of a person through the pages: who are you, do you consent, done. Which of them are shown depends on {@code prompt},
 * on the browser's session and on what was consented to before.
 */
final class SignIn {

    private final Directory directory;
    private final Grants grants;
    private final PendingSignIns pendings;
    private final SignInPages pages;
    private final Clock clock;

    SignIn(Directory directory, Grants grants, PendingSignIns pendings, SignInPages pages, Clock clock) {
        this.directory = directory;
        this.grants = grants;
        this.pendings = pendings;
        this.pages = pages;
        this.clock = clock;
    }

    Answer begin(Interaction interaction, BrowserSession session) {
        Set<String> prompts = interaction.prompts();
        if (prompts.contains("none")) {
            return silently(interaction, session);
        }
        var pending = pendings.begin(interaction, session);
        String hint = interaction.loginHint().orElse("");
        if (prompts.contains("create")) {
            return pages.signUp(pending, Optional.empty());
        }
        List<EmulatorUser> accounts = accounts(interaction, session);
        List<EmulatorUser> matching = matching(interaction, accounts);
        if (prompts.contains("login") || accounts.isEmpty()) {
            return pages.signIn(pending, hint, Optional.empty());
        }
        if (prompts.contains("select_account") || matching.size() > 1) {
            return pages.pickAccount(pending, accounts);
        }
        return matching.isEmpty()
                ? pages.signIn(pending, hint, Optional.empty())
                : identified(pending, matching.get(0));
    }

    Answer withPassword(PendingSignIns.Pending pending, String username, String password) {
        try {
            EmulatorUser user = directory.userOf(pending.interaction().realm(), username);
            if (!user.acceptsPassword(password)) {
                throw Refusal.wrongPassword();
            }
            pending.session().signedIn(user, clock.instant());
            return identified(pending, user);
        } catch (Refusal refusal) {
            return pages.signIn(pending, username, Optional.of(refusal));
        }
    }

    /** An account was picked: one that is still signed in goes on, any other has to type its password. */
    Answer withAccount(PendingSignIns.Pending pending, String username) {
        return accounts(pending.interaction(), pending.session()).stream()
                .filter(user -> user.username().equals(username))
                .findFirst()
                .map(user -> identified(pending, user))
                .orElseGet(() -> pages.signIn(pending, username, Optional.empty()));
    }

    Answer withNewAccount(PendingSignIns.Pending pending, String username, String name, String password) {
        Realm realm = pending.interaction().realm();
        try {
            if (directory.user(username).isPresent()) {
                throw Refusal.unsupportedParameter("username", username);
            }
            EmulatorUser named =
                    EmulatorUser.named(username).withDisplayName(name).withPassword(password);
            EmulatorUser user = realm.tenant()
                    .map(home -> named.withHomeTenant(home.name()))
                    .orElse(named);
            directory.add(user);
            pending.session().signedIn(user, clock.instant());
            return identified(pending, user);
        } catch (IllegalArgumentException noAddress) {
            return pages.signUp(pending, Optional.of(Refusal.unsupportedParameter("username", username)));
        } catch (Refusal taken) {
            return pages.signUp(pending, Optional.of(taken));
        }
    }

    Answer consented(PendingSignIns.Pending pending, PendingSignIns.SignedIn who) {
        Interaction interaction = pending.interaction();
        grants.consent(who.user(), interaction.app().clientId(), interaction.scopes());
        return interaction.completed(who.user(), who.authTime(), pending);
    }

    Answer cancelled(PendingSignIns.Pending pending) {
        pendings.end(pending);
        return pending.interaction()
                .refused(pending.signedIn().isPresent() ? Refusal.consentDeclined() : Refusal.signInCancelled());
    }

    private Answer identified(PendingSignIns.Pending pending, EmulatorUser user) {
        Instant authTime = pending.session().authTime(user).orElseGet(clock::instant);
        var known = pendings.signedIn(pending, new PendingSignIns.SignedIn(user, authTime));
        Interaction interaction = known.interaction();
        return interaction.prompts().contains("consent") || needsConsent(interaction, user)
                ? pages.consent(known, user)
                : interaction.completed(user, authTime, known);
    }

    private Answer silently(Interaction interaction, BrowserSession session) {
        List<EmulatorUser> matching = matching(interaction, accounts(interaction, session));
        if (matching.isEmpty()) {
            return interaction.refused(Refusal.noSession());
        }
        if (matching.size() > 1) {
            return interaction.refused(Refusal.severalSessions());
        }
        EmulatorUser user = matching.get(0);
        return needsConsent(interaction, user)
                ? interaction.refused(Refusal.consentRequiredSilently(interaction.app()))
                : identified(pendings.begin(interaction, session), user);
    }

    private boolean needsConsent(Interaction interaction, EmulatorUser user) {
        return interaction.scopes().values().stream()
                .anyMatch(scope -> !grants.hasConsented(user, interaction.app(), scope));
    }

    private List<EmulatorUser> accounts(Interaction interaction, BrowserSession session) {
        return session.usernames().stream()
                .flatMap(username -> directory.user(username).stream())
                .filter(interaction.realm()::admits)
                .filter(user -> isRecent(interaction, session, user))
                .toList();
    }

    private static List<EmulatorUser> matching(Interaction interaction, List<EmulatorUser> accounts) {
        return accounts.stream()
                .filter(user -> interaction
                        .loginHint()
                        .map(hint -> hint.equalsIgnoreCase(user.username()))
                        .orElse(true))
                .toList();
    }

    private boolean isRecent(Interaction interaction, BrowserSession session, EmulatorUser user) {
        return interaction
                .maxAge()
                .map(age -> session.authTime(user)
                        .filter(time -> time.plus(age).isAfter(clock.instant()))
                        .isPresent())
                .orElse(true);
    }
}
