package io.openmsal;

import io.openmsal.port.Secret;
import java.util.Objects;

final class StandardOnBehalfOfSessions implements OnBehalfOfSessions {

    private final Engine engine;

    StandardOnBehalfOfSessions(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Secret newKey() {
        return engine.random.unguessable();
    }

    @Override
    public SessionStartRequest begin(Secret key, Secret userAssertion, String... scopes) {
        return new StandardSessionStartRequest(engine, key, userAssertion, scopes);
    }

    @Override
    public SessionTokenRequest acquireToken(Secret key, String... scopes) {
        return new StandardSessionTokenRequest(engine, key, scopes);
    }

    @Override
    public boolean end(Secret key) {
        return engine.people().longRunning.end(null, key);
    }

    @Override
    public boolean end(Secret key, String tenant) {
        return engine.people().longRunning.end(Objects.requireNonNull(tenant, "tenant"), key);
    }
}
