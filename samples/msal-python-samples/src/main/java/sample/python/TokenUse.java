package sample.python;

import io.openmsal.Adapters;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/** What is done with a token: it is described, and shown to the web API at {@code ENDPOINT} when there is one. */
final class TokenUse {

    private final HttpTransport transport;
    private final Optional<URI> endpoint;
    private final PrintStream out;

    TokenUse(Adapters world, PrintStream out) {
        this.transport = world.transport();
        this.endpoint = new Settings(world).find("ENDPOINT").map(URI::create);
        this.out = out;
    }

    void of(AuthenticationResult result) {
        String whose = result.account().map(Account::username).orElse("the application");
        String from = result.source() == TokenSource.CACHE ? "the cache" : "the provider";
        out.println("A token of " + whose + " from " + from + ", good until " + result.expiresAt());
        endpoint.ifPresent(address -> out.println(address + " answered " + call(address, result)));
    }

    private int call(URI address, AuthenticationResult result) {
        HttpRequest request = HttpRequest.get(address).withHeader("Authorization", result.authorizationHeader());
        try {
            return transport.send(request).status();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
