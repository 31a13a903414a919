package io.openmsal.adapter.broker;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.Broker;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.json.JsonCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft's identity broker for Linux (the package {@code microsoft-identity-broker}, which comes with Intune), and what else answers to
 * its name on the session bus: {@code com.microsoft.identity.broker1}. It has bearer tokens to give, no proof of possession.
 *
 * <p>The protocol is not documented by its makers; what it is built on and tested against is in {@code docs/decisions/0142}. The
 * application has to be registered with the redirect URI {@code https://login.microsoftonline.com/common/oauth2/nativeclient}.
 *
 * <p>Immutable and safe for many threads: each call has a connection of its own, whose threads end with it. A call that is cancelled, or
 * whose time is over, is left alone; a window that the broker has opened for it stays until somebody closes it.
 */
public final class LinuxIdentityBroker implements Broker {

    /** For what needs nobody. A broker that has to be started by the bus takes a few seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For the bus alone, which answers in milliseconds unless it is stuck. */
    private static final Duration PATIENCE_WITH_THE_BUS = Duration.ofSeconds(5);

    private final Optional<String> address;
    private final JsonCodec codec;
    private final Clock clock;

    private LinuxIdentityBroker(Optional<String> address, JsonCodec codec, Clock clock) {
        this.address = address;
        this.codec = Objects.requireNonNull(codec, "codec");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * The broker of the person at this machine: on the bus that {@code DBUS_SESSION_BUS_ADDRESS} names, or else at the place that systemd
     * gives it, {@code $XDG_RUNTIME_DIR/bus}.
     *
     * @param environment where the variables are read
     * @param codec reads and writes the messages
     * @param clock tells how long a token still lives
     * @return the broker; it is {@linkplain #isAvailable() not available} where there is no such bus
     */
    public static LinuxIdentityBroker onSessionBus(Environment environment, JsonCodec codec, Clock clock) {
        Optional<String> named =
                environment.variable("DBUS_SESSION_BUS_ADDRESS").filter(text -> !text.isEmpty());
        Optional<String> usual = environment
                .variable("XDG_RUNTIME_DIR")
                .filter(text -> !text.isEmpty())
                .map(folder -> "unix:path=" + folder + "/bus");
        return new LinuxIdentityBroker(named.isPresent() ? named : usual, codec, clock);
    }

    /**
     * The broker on a certain bus.
     *
     * @param busAddress the bus, as D-Bus writes addresses, such as {@code unix:path=/run/user/1000/bus}
     * @param codec reads and writes the messages
     * @param clock tells how long a token still lives
     * @return the broker
     */
    public static LinuxIdentityBroker onBus(String busAddress, JsonCodec codec, Clock clock) {
        return new LinuxIdentityBroker(Optional.of(busAddress), codec, clock);
    }

    @Override
    public boolean isAvailable() {
        return isAvailable(Deadline.none(), Cancellation.none());
    }

    @Override
    public boolean isAvailable(Deadline deadline, Cancellation cancellation) {
        Wait wait = Wait.of(deadline, cancellation).butFor(PATIENCE_WITH_THE_BUS);
        return address.isPresent() && BrokerSession.isOffered(address.get(), wait);
    }

    @Override
    public BrokerTokens acquireSilently(BrokerRequest request) throws BrokerRefusedException {
        Wait wait = Wait.of(request).butFor(PATIENCE);
        wait.refuseWhatIsOver();
        try (BrokerSession session = session(wait)) {
            JsonMembers account = accountFor(request, session, wait)
                    .orElseThrow(() -> new BrokerRefusedException(
                            Reason.INTERACTION_REQUIRED, "The broker does not have the account, or has none at all"));
            return tokens(session, "acquireTokenSilently", request, account, wait);
        }
    }

    @Override
    public BrokerTokens acquireInteractively(BrokerRequest request) throws BrokerRefusedException {
        Wait wait = Wait.of(request);
        wait.refuseWhatIsOver();
        try (BrokerSession session = session(wait.butFor(PATIENCE))) {
            Optional<JsonMembers> account =
                    request.prompt().filter("select_account"::equals).isPresent()
                            ? Optional.empty()
                            : accountFor(request, session, wait.butFor(PATIENCE));
            return tokens(session, "acquireTokenInteractively", request, account.orElse(null), wait);
        }
    }

    @Override
    public void signOut(String clientId, String homeAccountId) throws BrokerRefusedException {
        String correlationId = UUID.randomUUID().toString();
        Wait wait = Wait.of(PATIENCE);
        try (BrokerSession session = session(wait)) {
            for (JsonMembers account : accounts(clientId, correlationId, session, wait)) {
                if (account.text("homeAccountId").filter(homeAccountId::equals).isPresent()) {
                    ask(session, "removeAccount", correlationId, TokenQuestion.forSignOut(clientId, account), wait);
                }
            }
        }
    }

    private BrokerTokens tokens(
            BrokerSession session, String question, BrokerRequest request, @Nullable JsonMembers account, Wait wait)
            throws BrokerRefusedException {
        return ask(session, question, request.correlationId(), TokenQuestion.forTokens(request, account), wait)
                .tokens(clock);
    }

    /** That which is asked for by id or by name, or else that of whoever is signed in here. */
    private Optional<JsonMembers> accountFor(BrokerRequest request, BrokerSession session, Wait wait)
            throws BrokerRefusedException {
        List<JsonMembers> known = accounts(request.clientId(), request.correlationId(), session, wait);
        return known.stream()
                .filter(account -> request.homeAccountId().isPresent()
                        ? request.homeAccountId().equals(account.text("homeAccountId"))
                        : isNamed(account, request.loginHint()))
                .findFirst();
    }

    private static boolean isNamed(JsonMembers account, Optional<String> loginHint) {
        return !loginHint.isPresent()
                || account.text("username")
                        .filter(loginHint.get()::equalsIgnoreCase)
                        .isPresent();
    }

    private List<JsonMembers> accounts(String clientId, String correlationId, BrokerSession session, Wait wait)
            throws BrokerRefusedException {
        return ask(session, "getAccounts", correlationId, TokenQuestion.forAccounts(clientId), wait)
                .members()
                .objects("accounts");
    }

    private BrokerAnswer ask(
            BrokerSession session, String question, String correlationId, Map<String, Object> request, Wait wait)
            throws BrokerRefusedException {
        return BrokerAnswer.read(codec, question, session.ask(question, correlationId, codec.write(request), wait));
    }

    private BrokerSession session(Wait wait) throws BrokerRefusedException {
        if (!address.isPresent()) {
            throw new BrokerRefusedException(
                    Reason.FAILED,
                    "There is no session bus: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set");
        }
        return BrokerSession.on(address.get(), wait);
    }

    /** The bus; no account and no token. */
    @Override
    public String toString() {
        return "Microsoft's identity broker at " + address.orElse("no bus");
    }
}
