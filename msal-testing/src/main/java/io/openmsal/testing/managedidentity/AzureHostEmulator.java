package io.openmsal.testing.managedidentity;

import com.google.gson.JsonObject;
import io.openmsal.port.Secret;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.LoopbackServer;
import io.openmsal.testing.http.LoopbackServer.Received;
import io.openmsal.testing.http.LoopbackServer.Reply;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An Azure host on loopback, over plain http as most of the real ones. It checks method, path, API version, headers and parameters, and can
 * be told to misbehave first. As real hosts do, it has a cache: the same question gets the same bearer token until five minutes before its end.
 * Service Fabric gives a new one for the hash of the old one. Safe for many threads; {@link #close()} ends it.
 *
 * <pre>{@code
 * try (var host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
 *     var adapters = Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none()).withEnvironment(host.environment());
 *     ...
 * }
 * }</pre>
 */
public final class AzureHostEmulator implements AutoCloseable {

    private static final String COMPUTE = "/metadata/instance/compute";

    private final EmulatedHost host;
    private final Clock clock;
    private final Queue<HostFault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final AssignedIdentities assigned = new AssignedIdentities();
    private final TokensOfHost tokens;
    private final String thumbprint;
    private final LoopbackServer server;
    private final @Nullable CredentialService credentials;
    private volatile String machine = machine("Linux", "Standard");
    private volatile boolean ignoresIds;

    private AzureHostEmulator(EmulatedHost host, Clock clock) throws IOException {
        this.host = host;
        this.clock = clock;
        this.tokens = new TokensOfHost(clock, this::issuedToken);
        this.credentials = host.certifiesKeys() ? new CredentialService(clock, this::issuedToken, assigned) : null;
        if (host.speaksTls()) {
            TestCertificate certificate = TestCertificates.ellipticCurve();
            this.thumbprint = thumbprint(certificate);
            this.server = LoopbackServer.startTls(tls(certificate), this::answer);
        } else {
            this.thumbprint = "";
            this.server = LoopbackServer.start(this::answer);
        }
    }

    /**
     * Starts a host on a free port, by the system's clock.
     *
     * @param host which one to play
     * @return the running host
     * @throws IOException when no port can be had
     */
    public static AzureHostEmulator start(EmulatedHost host) throws IOException {
        return start(host, Clock.systemUTC());
    }

    /**
     * Starts a host on a free port.
     *
     * @param host which one to play
     * @param clock by which it says when tokens expire
     * @return the running host
     * @throws IOException when no port can be had
     */
    public static AzureHostEmulator start(EmulatedHost host, Clock clock) throws IOException {
        return new AzureHostEmulator(host, clock);
    }

    /**
     * What a program on this host sees around it.
     *
     * @return a new environment, which the test may change
     */
    public FakeEnvironment environment() {
        return host.environment((host.speaksTls() ? "https" : "http") + "://127.0.0.1:" + server.port(), thumbprint);
    }

    /**
     * Misbehaves at the next request that would be good otherwise. Faults are used up in the order in which they were given.
     *
     * @param fault what happens
     * @return this host
     */
    public AzureHostEmulator next(HostFault fault) {
        faults.add(fault);
        return this;
    }

    /**
     * Misbehaves at the next request of one step of version 2 that would be good otherwise.
     *
     * @param step at which step
     * @param fault what happens; {@link HostFault#reset()} at {@link CredentialStep#TOKEN} is how a certificate is often refused
     * @return this host
     * @throws IllegalStateException when the host does not speak version 2
     */
    public AzureHostEmulator next(CredentialStep step, HostFault fault) {
        credentials().next(step, fault);
        return this;
    }

    /**
     * How long the certificates live that are issued from now on.
     *
     * @param lifetime seven days by default
     * @return this host
     * @throws IllegalStateException when the host does not speak version 2
     */
    public AzureHostEmulator certificatesLive(Duration lifetime) {
        credentials().live(lifetime);
        return this;
    }

    /**
     * Wants keys to be attested from now on.
     *
     * @param attestationToken the only statement that is believed
     * @return this host
     * @throws IllegalStateException when the host does not speak version 2
     */
    public AzureHostEmulator wantsAttestation(String attestationToken) {
        credentials().wantAttestation(attestationToken);
        return this;
    }

    /**
     * What the machine says of itself, by which version 1 tells how well it could keep a key. Only the metadata service of virtual
     * machines is asked for it, in either version.
     *
     * @param osType such as {@code Windows}; a Linux machine of the usual kind by default
     * @param securityType such as {@code TrustedLaunch}
     * @return this host
     */
    public AzureHostEmulator runningOn(String osType, String securityType) {
        machine = machine(osType, securityType);
        return this;
    }

    /**
     * Has these user-assigned identities and no others from now on, beside its own. Any that is asked for is assigned until then.
     *
     * @param ids what they are asked for by: a client id, object id or resource id each; the case of letters does not count
     * @return this host
     */
    public AzureHostEmulator assigns(String... ids) {
        assigned.name(ids);
        return this;
    }

    /**
     * Plays an older agent of Azure Arc from now on: whatever id it is asked for, it gives a token of the machine's own identity, and
     * confirms no id.
     *
     * @return this host
     * @throws IllegalStateException when the host is not Azure Arc
     */
    public AzureHostEmulator ignoresIds() {
        if (host != EmulatedHost.AZURE_ARC) {
            throw new IllegalStateException(host + " has no older agents; start " + EmulatedHost.AZURE_ARC);
        }
        ignoresIds = true;
        return this;
    }

    /**
     * What a client has to trust to get bound tokens.
     *
     * @return the certificate authority of the token endpoint, as PEM text
     * @throws IllegalStateException when the host does not speak version 2
     */
    public String tokenEndpointCaPem() {
        return credentials().caPem();
    }

    /**
     * The certificates that were issued so far.
     *
     * @return oldest first; a copy
     * @throws IllegalStateException when the host does not speak version 2
     */
    public List<X509Certificate> certificates() {
        return credentials().issued();
    }

    /**
     * The requests for bound tokens so far, which arrive at the token endpoint and not at the host.
     *
     * @return oldest first; a copy; empty when the host does not speak version 2
     */
    public List<Received> tokenRequests() {
        return credentials == null ? List.of() : credentials.tokenRequests();
    }

    private CredentialService credentials() {
        if (credentials == null) {
            throw new IllegalStateException(host + " does not speak version 2; start " + EmulatedHost.IMDS_V2);
        }
        return credentials;
    }

    private static String machine(String osType, String securityType) {
        JsonObject profile = new JsonObject();
        profile.addProperty("securityType", securityType);
        JsonObject json = new JsonObject();
        json.addProperty("osType", osType);
        json.add("securityProfile", profile);
        return json.toString();
    }

    /**
     * Answers the next request, which would be good otherwise, with an error.
     *
     * @param status the status, such as 410 for a metadata service that is being updated
     * @return this host
     */
    public AzureHostEmulator failNext(int status) {
        return next(HostFault.status(status));
    }

    /**
     * The requests so far.
     *
     * @return oldest first; a copy
     */
    public List<Received> requests() {
        return server.requests();
    }

    private void answer(Received request, Reply reply) throws Exception {
        String[] line = request.requestLine().split(" ", -1);
        String[] target = line[1].split("\\?", 2);
        Map<String, String> parameters = parameters(host.parametersOf(request, target.length > 1 ? target[1] : ""));
        if (credentials != null && credentials.answers(line[0], target[0], parameters, request, reply)) {
            return;
        }
        if (host.describesMachine() && target[0].equals(COMPUTE)) {
            String wrong = faultOfDescription(line[0], parameters, request.headers());
            if (wrong.isEmpty()) {
                reply.json(200, machine);
            } else {
                reply.json(400, host.refusal(400, "invalid_request", wrong).toString());
            }
            return;
        }
        if (!host.knows(target[0])) {
            reply.json(
                    404,
                    host.refusal(404, "not_found", "nothing is at " + target[0]).toString());
            return;
        }
        String wrong = host.faultOf(line[0], parameters, request.headers());
        if (!wrong.isEmpty()) {
            reply.json(400, host.refusal(400, "invalid_request", wrong).toString());
            return;
        }
        boolean challenges = host.wantsChallenge(request.headers());
        if (!challenges && !ignoresIds && !assigned.has(host.identityIn(parameters))) {
            reply.json(
                    400,
                    host.refusal(400, "invalid_request", "Identity not found").toString());
            return;
        }
        HostFault fault = faults.poll();
        if (fault != null) {
            fault.answer(host, () -> token(parameters), reply);
        } else if (challenges) {
            reply.json(401, "{}", "WWW-Authenticate: Basic realm=" + EmulatedHost.ARC_KEY_FILE);
        } else {
            reply.json(200, token(parameters).toString());
        }
    }

    /** What is wrong with a question about the machine; empty when nothing is. */
    private static String faultOfDescription(
            String method, Map<String, String> parameters, Map<String, String> headers) {
        if (!method.equals("GET")) {
            return method + " instead of GET " + COMPUTE;
        }
        if (parameters.getOrDefault("api-version", "").isEmpty()) {
            return "api-version is missing";
        }
        return "true".equals(headers.get("Metadata")) ? "" : "the header Metadata is missing or wrong";
    }

    private JsonObject token(Map<String, String> parameters) {
        String identity = ignoresIds ? "" : host.identityIn(parameters);
        String resource = parameters.getOrDefault("resource", "");
        TokensOfHost.Issued issuedOne =
                tokens.get(new TokensOfHost.Question(resource, identity), host.revokedHashIn(parameters));
        JsonObject json = new JsonObject();
        json.addProperty("access_token", issuedOne.token());
        long now = clock.instant().getEpochSecond();
        host.addLifetime(json, issuedOne.end().getEpochSecond() - now, now);
        json.addProperty("resource", resource);
        json.addProperty("token_type", "Bearer");
        for (String name : host.identityParameters()) {
            if (!identity.isEmpty() && parameters.containsKey(name)) {
                json.addProperty(name, parameters.get(name));
            }
        }
        return json;
    }

    private String issuedToken() {
        return "emulated-token-" + issued.incrementAndGet();
    }

    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static SSLContext tls(TestCertificate certificate) {
        Secret inMemory = Secret.of("in-memory");
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(certificate.keyStore("host", inMemory), inMemory.reveal().toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException everyJdkCan) {
            throw new IllegalStateException("No TLS for an emulated host", everyJdkCan);
        }
    }

    /** In upper case, as Service Fabric writes it. */
    private static String thumbprint(TestCertificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest(certificate.certificate().getEncoded());
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException everyJdkCan) {
            throw new IllegalStateException("No thumbprint of a test certificate", everyJdkCan);
        }
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.close();
        if (credentials != null) {
            credentials.close();
        }
    }

    /** Which host is played. */
    @Override
    public String toString() {
        return host + " on 127.0.0.1:" + server.port();
    }
}
