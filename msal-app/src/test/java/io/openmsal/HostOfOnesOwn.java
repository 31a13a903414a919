package io.openmsal;

import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.SourceCall;
import io.openmsal.domain.managedidentity.SourceRequest;
import io.openmsal.domain.managedidentity.SourceSigns;
import io.openmsal.domain.managedidentity.SourceToken;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import java.util.List;
import java.util.function.Consumer;

/** A host that an application brings, which is always there and has one token for everybody. */
final class HostOfOnesOwn implements ManagedIdentitySource {

    private final String token;
    private final Consumer<SourceCall> before;

    /** One that needs no network. */
    HostOfOnesOwn(String token) {
        this(token, call -> {});
    }

    /** @param before what it does before it hands the token out */
    HostOfOnesOwn(String token, Consumer<SourceCall> before) {
        this.token = token;
        this.before = before;
    }

    @Override
    public String name() {
        return "Contoso Edge";
    }

    @Override
    public SourceSigns signsIn(Environment environment) {
        return new SourceSigns(List.of("everything"), List.of());
    }

    @Override
    public SourceToken token(SourceRequest request, SourceCall call) {
        before.accept(call);
        return SourceToken.of(Secret.of(token), "Bearer", 3600);
    }
}
