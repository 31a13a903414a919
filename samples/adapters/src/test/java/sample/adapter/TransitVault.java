package sample.adapter;

import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.http.LoopbackServer;
import io.openmsal.testing.json.FakeJsonCodec;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** A vault on loopback that signs with a key of the test, for whoever has its token. */
final class TransitVault implements AutoCloseable {

    static final String TOKEN = "vault-token-17";

    private final FakeAssertionSigner key;
    private final FakeJsonCodec json = new FakeJsonCodec();
    private final LoopbackServer server;

    TransitVault(FakeAssertionSigner key) throws IOException {
        this.key = key;
        this.server = LoopbackServer.start(this::answer);
    }

    URI address() {
        return server.uri("/");
    }

    private void answer(LoopbackServer.Received request, LoopbackServer.Reply reply) throws Exception {
        if (!request.requestLine().startsWith("POST /v1/transit/sign/login/sha2-256 ")) {
            reply.json(404, "{\"errors\":[]}");
        } else if (!TOKEN.equals(header(request, "X-Vault-Token"))) {
            reply.json(403, "{\"errors\":[\"permission denied\"]}");
        } else {
            Map<?, ?> question = (Map<?, ?>) Objects.requireNonNull(json.read(request.body()));
            SignatureAlgorithm algorithm = "pss".equals(question.get("signature_algorithm"))
                    ? SignatureAlgorithm.PS256
                    : SignatureAlgorithm.RS256;
            byte[] content = Base64.getDecoder().decode((String) Objects.requireNonNull(question.get("input")));
            String signature = Base64.getEncoder().encodeToString(key.sign(algorithm, content));
            reply.json(200, "{\"data\":{\"key_version\":1,\"signature\":\"vault:v1:" + signature + "\"}}");
        }
    }

    private static String header(LoopbackServer.Received request, String name) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.close();
    }
}
