package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenFlowTest {

    private final Flows flows = new Flows();

    @ParameterizedTest
    @ValueSource(strings = {"", " \t"})
    void anEmptyTokenIsNotSent(String empty) {
        assertThatThrownBy(() -> flows.refreshToken.acquire(
                        flows.authority,
                        Secret.of(empty),
                        Scopes.requested("User.Read"),
                        RequestShape.PLAIN,
                        flows.call()))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("refresh token is empty");
        assertThat(flows.http.requests()).isEmpty();
    }
}
