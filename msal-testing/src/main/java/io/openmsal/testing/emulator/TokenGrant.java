package io.openmsal.testing.emulator;

import java.util.List;
import java.util.Map;

/** One way of getting tokens at the token endpoint: what a {@code grant_type} stands for (RFC 6749 §1.3). */
interface TokenGrant {

    /** The value of {@code grant_type}. */
    String type();

    /** All that it goes by. */
    default List<String> types() {
        return List.of(type());
    }

    /** Checks the grant and answers with the members of the response. The client is already known. */
    Map<String, Object> redeem(Call call, EmulatorApp app);
}
