package io.openmsal;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.emulator.Emulator;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that refuses one of the requests it is posted, and puts all that was in it into the words of its refusal, as careless servers do.
 * All others are answered as ever.
 */
final class RepeatingServer {

    private static final Set<String> SECRET_PARAMETERS = Set.of(
            "assertion",
            "client_assertion",
            "client_secret",
            "code",
            "code_verifier",
            "device_code",
            "password",
            "refresh_token",
            "user_federated_identity_credential");

    private final int refused;
    private final AtomicInteger posted = new AtomicInteger();
    private final Set<String> secrets = new ConcurrentSkipListSet<>(List.of(EveryFlow.PASSWORD_OF_ALL));

    /** Refuses the nth request. */
    RepeatingServer(int nth) {
        this.refused = nth;
    }

    /** The same world, in which this server answers. */
    Adapters between(Adapters world, Emulator emulator) {
        secrets.add(emulator.defaultClientSecret().reveal());
        return world.withTransport(over(world.transport()))
                .withMutualTls(identity -> over(world.mutualTls().presenting(identity)));
    }

    /** Whether it came to the request that it refuses. */
    boolean repeated() {
        return posted.get() >= refused;
    }

    /** Whatever was in those parameters that are nobody's business. */
    Set<String> secretsSent() {
        return secrets;
    }

    private HttpTransport over(HttpTransport usual) {
        return request -> {
            if (!request.method().equals("POST")) {
                return usual.send(request);
            }
            String sent = new String(request.body(), StandardCharsets.UTF_8);
            boolean isForm = request.headers().first("Content-Type").orElse("").contains("form");
            if (isForm) {
                noteSecretsOf(sent);
            }
            return posted.incrementAndGet() == refused ? repeating(sent, isForm) : usual.send(request);
        };
    }

    private void noteSecretsOf(String form) {
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            if (SECRET_PARAMETERS.contains(parts[0])) {
                secrets.add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
    }

    private static HttpResponse repeating(String sent, boolean isForm) {
        String words = isForm
                ? new GsonJsonCodec()
                        .write(Map.of(
                                "error",
                                "invalid_request",
                                "error_description",
                                sent + " " + URLDecoder.decode(sent, StandardCharsets.UTF_8)))
                : "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><s:Fault><s:Reason><s:Text>"
                        + sent.replace("&", "&amp;").replace("<", "&lt;")
                        + "</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>";
        return new HttpResponse(400, HttpHeaders.empty(), words.getBytes(StandardCharsets.UTF_8));
    }
}
