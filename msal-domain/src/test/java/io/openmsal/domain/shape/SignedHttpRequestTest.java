package io.openmsal.domain.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedHttpRequestTest {

    @ParameterizedTest
    @CsvSource({"'', https://api.example/", "' ', https://api.example/", "GET, /orders", "GET, mailto:ada@api.example"})
    void needsAMethodAndTheWholeAddress(String method, URI uri) {
        assertThatThrownBy(() -> SignedHttpRequest.of(method, uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absolute address");
    }

    @Test
    void isForTheMethodInCapitalsAndTheAddressWithoutItsQuery() {
        assertThat(SignedHttpRequest.of("get", URI.create("https://api.example:443/orders?id=7")))
                .hasToString("GET api.example/orders");
        assertThat(SignedHttpRequest.of("POST", URI.create("https://api.example:8443")))
                .hasToString("POST api.example:8443/");
    }
}
