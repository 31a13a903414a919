package io.openmsal;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.validation.TokenValidation;
import io.openmsal.domain.validation.ValidatedToken;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** {@link TokenValidator} on the domain. */
final class StandardTokenValidator implements TokenValidator {

    private final TokenValidation validation;
    private final Clock clock;
    private final Duration timeout;

    StandardTokenValidator(TokenValidation validation, Adapters adapters, Duration timeout) {
        this.validation = validation;
        this.clock = adapters.clock();
        this.timeout = timeout;
    }

    @Override
    public ValidatedToken validate(Secret token) {
        return judge(token, Optional.empty());
    }

    @Override
    public ValidatedToken validate(Secret token, X509Certificate certificate) {
        return judge(token, Optional.of(certificate));
    }

    private ValidatedToken judge(Secret token, Optional<X509Certificate> certificate) {
        return validation.judge(token, certificate, call());
    }

    private CallContext call() {
        return new CallContext(RandomValues.correlationId(), Deadline.after(clock, timeout), Cancellation.none());
    }
}
