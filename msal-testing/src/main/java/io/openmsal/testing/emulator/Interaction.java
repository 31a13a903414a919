package io.openmsal.testing.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a person signs in for, and what becomes of it: an application waiting at a redirect URI, or a device. */
interface Interaction {

    Realm realm();

    EmulatorApp app();

    Scopes scopes();

    /** The values of {@code prompt} (OpenID Connect Core §3.1.2.1). */
    Set<String> prompts();

    Optional<String> loginHint();

    /** How old a sign-in may be to count. */
    Optional<Duration> maxAge();

    /** Where, beside the emulator, the forms on the way may lead, for the content security policy. */
    String formTarget();

    /** The person signed in and consented. */
    Answer completed(EmulatorUser user, Instant authTime, PendingSignIns.Pending pending);

    /** The person, or a rule, said no. */
    Answer refused(Refusal refusal);
}
