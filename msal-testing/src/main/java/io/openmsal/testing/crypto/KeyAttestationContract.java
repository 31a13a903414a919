package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.crypto.AttestationRequest;
import io.openmsal.port.crypto.AttestationToken;
import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.KeyAttestation;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every attestation of keys does. Extend it with the adapter to check. */
public interface KeyAttestationContract {

    /**
     * The adapter.
     *
     * @return one whose service answers
     */
    KeyAttestation attestation();

    /**
     * A key that the service attests to.
     *
     * @return the key
     */
    BindingKey attestableKey();

    /**
     * Where the service is.
     *
     * @return an https address
     */
    URI endpoint();

    /**
     * The clock that the adapter goes by.
     *
     * @return the system's, unless the adapter was given another
     */
    default Clock clock() {
        return Clock.systemUTC();
    }

    private AttestationRequest request(Cancellation cancellation) {
        Deadline deadline = Deadline.after(clock(), Duration.ofSeconds(30));
        return new AttestationRequest(endpoint(), attestableKey(), "client-1", deadline, cancellation);
    }

    /**
     * A statement that nobody believes any more would be refused at once by the service that mints the certificate.
     *
     * @throws GeneralSecurityException when there is no statement
     */
    @Test
    default void theStatementIsBelievedForAWhile() throws GeneralSecurityException {
        AttestationToken statement = attestation().attest(request(Cancellation.none()));

        assertThat(statement.token().reveal()).isNotBlank();
        assertThat(statement.expiresAt()).isAfter(clock().instant());
    }

    /**
     * A statement is a credential, and does not show itself.
     *
     * @throws GeneralSecurityException when there is no statement
     */
    @Test
    default void theStatementIsNotPrinted() throws GeneralSecurityException {
        AttestationToken statement = attestation().attest(request(Cancellation.none()));

        assertThat(statement.toString()).doesNotContain(statement.token().reveal());
    }

    /** Whoever gave up does not get an answer that nobody waits for; the failure is the typed one of the port. */
    @Test
    default void aCancelledRequestEndsWithTheFailureOfThePort() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        AttestationRequest request = request(cancelled);

        assertThatThrownBy(() -> attestation().attest(request)).isInstanceOf(GeneralSecurityException.class);
    }

    /** Many applications of one process ask at once. */
    @Test
    default void manyThreadsAskAtOnce() {
        KeyAttestation attestation = attestation();
        Supplier<String> asking = () -> {
            try {
                return attestation.attest(request(Cancellation.none())).token().reveal();
            } catch (GeneralSecurityException none) {
                throw new IllegalStateException(none);
            }
        };
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<String>> statements = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                statements.add(CompletableFuture.supplyAsync(asking, pool));
            }

            assertThat(statements)
                    .allSatisfy(statement -> assertThat(statement.join()).isNotBlank());
        } finally {
            pool.shutdownNow();
        }
    }
}
