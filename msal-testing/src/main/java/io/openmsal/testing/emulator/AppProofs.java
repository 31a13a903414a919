package io.openmsal.testing.emulator;

import io.openmsal.port.Secret;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an application can prove itself with; any of it is accepted. Without any it is a public client. */
record AppProofs(List<Secret> secrets, List<X509Certificate> certificates, Optional<String> blueprint) {

    static final AppProofs NONE = new AppProofs(List.of(), List.of(), Optional.empty());

    AppProofs with(Secret secret) {
        return new AppProofs(plus(secrets, secret), certificates, blueprint);
    }

    AppProofs with(X509Certificate certificate) {
        return new AppProofs(secrets, plus(certificates, certificate), blueprint);
    }

    AppProofs withBlueprint(String clientId) {
        return new AppProofs(secrets, certificates, Optional.of(clientId));
    }

    private static <T> List<T> plus(List<T> known, T another) {
        List<T> more = new ArrayList<>(known);
        more.add(another);
        return List.copyOf(more);
    }

    boolean areAny() {
        return !secrets.isEmpty() || !certificates.isEmpty() || blueprint.isPresent();
    }
}
