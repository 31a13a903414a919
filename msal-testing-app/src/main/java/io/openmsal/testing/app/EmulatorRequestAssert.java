package io.openmsal.testing.app;

import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on what was sent. Messages name parameters and, except for those named by the test, not their values. */
public final class EmulatorRequestAssert extends AbstractAssert<EmulatorRequestAssert, EmulatorRequest> {

    EmulatorRequestAssert(@Nullable EmulatorRequest actual) {
        super(actual, EmulatorRequestAssert.class);
    }

    private EmulatorRequest request() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }

    private EmulatorRequestAssert check(boolean holds, String expected) {
        if (!holds) {
            failWithMessage("Expected a request %s, and this was sent: %s", expected, actual);
        }
        return this;
    }

    /**
     * It went there.
     *
     * @param endpoint the emulator's door
     * @return this
     */
    public EmulatorRequestAssert wentTo(EmulatorEndpoint endpoint) {
        return check(request().endpoint() == endpoint, "to " + endpoint);
    }

    /**
     * It asked for a token in this way.
     *
     * @param grantType such as {@code client_credentials} or {@code refresh_token}
     * @return this
     */
    public EmulatorRequestAssert hasGrantType(String grantType) {
        return has("grant_type", grantType);
    }

    /**
     * It asked for exactly these scopes, and for OpenID Connect's own ones or not.
     *
     * @param scopes without {@code openid}, {@code profile} and {@code offline_access}
     * @return this
     */
    public EmulatorRequestAssert asksFor(String... scopes) {
        Set<String> sent = new HashSet<>(
                Arrays.asList(request().parameter("scope").orElse("").split(" ")));
        sent.removeAll(Arrays.asList("openid", "profile", "offline_access", ""));
        return check(
                sent.equals(new HashSet<>(Arrays.asList(scopes))), "for " + Arrays.toString(scopes) + ", not " + sent);
    }

    /**
     * It has a parameter in query or body.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public EmulatorRequestAssert has(String name, String value) {
        return check(request().parameter(name).filter(value::equals).isPresent(), "with " + name + "=" + value);
    }

    /**
     * It does not have a parameter.
     *
     * @param name its name
     * @return this
     */
    public EmulatorRequestAssert hasNo(String name) {
        return check(!request().parameter(name).isPresent(), "without " + name);
    }

    /**
     * It has a header.
     *
     * @param name in any case
     * @param value its value
     * @return this
     */
    public EmulatorRequestAssert hasHeader(String name, String value) {
        return check(
                request().header(name).filter(value::equals).isPresent(), "with the header " + name + ": " + value);
    }
}
