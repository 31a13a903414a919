package io.openmsal.cli;

import io.openmsal.BoundRequest;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.shape.SignedHttpRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** For which one request to a web API the token is meant, if it is bound to a key. */
final class ProofOfPossessionOptions {

    @ArgGroup(exclusive = false)
    private @Nullable Call call;

    /** The request to the web API. */
    static final class Call {

        @Option(
                names = "--pop-url",
                required = true,
                paramLabel = "URL",
                description =
                        "Bind the token to a key that lives as long as this command, and print it inside of a signed"
                                + " request to this address of a web API (Authorization: PoP ...).")
        private String url = "";

        @Option(
                names = "--pop-method",
                paramLabel = "METHOD",
                description = "The method of that request; GET if not given.")
        private String method = "GET";

        @Option(
                names = "--pop-nonce",
                paramLabel = "NONCE",
                description = "The nonce that the web API gave; random if not given.")
        private @Nullable String nonce;

        private SignedHttpRequest request() {
            try {
                SignedHttpRequest request = SignedHttpRequest.of(method, URI.create(url));
                return nonce == null ? request : request.withNonce(nonce);
            } catch (IllegalArgumentException unusable) {
                throw new MsalConfigurationException(
                        "invalid_option",
                        "--pop-url takes the whole address of a request, with its host, and --pop-method a word.",
                        null,
                        unusable);
            }
        }
    }

    boolean isWanted() {
        return call != null;
    }

    <R extends BoundRequest<R>> R applyTo(R request) {
        return call == null ? request : request.proofOfPossession(call.request());
    }
}
