package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleRequestTest {

    private static final Duration ALLOWANCE = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final CallContext call =
            new CallContext("c", Deadline.after(clock, Duration.ofMinutes(5)), new Cancellation());

    /** Some transports count in whole milliseconds, and end a little early. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 19})
    void oneThatTakesTooLongNamesTheOptionThatBoundsIt(int early) {
        SingleRequest single = new SingleRequest(ALLOWANCE, clock);

        assertThatThrownBy(() ->
                        single.of(OidcAuthority.of("https://idp.example", LoopbackHttp.REFUSED), call, limited -> {
                            clock.advance(ALLOWANCE.minusMillis(early));
                            throw new MsalTimeoutException("request_timeout", "No answer came.", null, null);
                        }))
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("A single request to idp.example")
                .hasMessageContaining("timeout(...) of the application's builder");
    }
}
