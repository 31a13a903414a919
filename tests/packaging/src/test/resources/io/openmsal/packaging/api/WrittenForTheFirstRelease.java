package program;

import io.openmsal.AppTokens;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * What a user of the first release wrote. It was compiled once, against that release, and is not changed any more: what it needs is what
 * later versions must keep.
 */
public final class WrittenForTheFirstRelease {

    private static final String GRAPH = "https://graph.microsoft.com/.default";

    private WrittenForTheFirstRelease() {}

    /** Runs it and says what happened, one word for each step. */
    public static List<String> run(Map<String, String> settings, SSLContext tls, Consumer<String> person) {
        HttpTransport transport = transport(HttpClient.newBuilder().sslContext(tls).build());
        OwnStore store = new OwnStore();
        List<String> events = new CopyOnWriteArrayList<>();
        EventSink sink = event -> events.add(event.name());
        List<String> happened = new ArrayList<>();

        ConfidentialClientApplication daemon = ConfidentialClientApplication.builder(
                        settings.get("daemon"), ClientCredentials.secret(() -> Secret.of(settings.get("secret"))))
                .trustedAuthority(settings.get("authority"))
                .transport(transport)
                .tokenStore(store)
                .events(sink)
                .build();
        happened.add("daemon " + daemon.acquireTokenForClient(GRAPH).execute().source());
        AppTokens tokens = daemon.appTokens();
        happened.add("daemon " + tokens.acquireToken(GRAPH).source());
        happened.add("store " + (store.partitions().isEmpty() ? "empty" : "written"));
        happened.add("daemon "
                + daemon.acquireTokenForClient(GRAPH)
                        .forceRefresh()
                        .correlationId("00000000-0000-0000-0000-000000000001")
                        .executeAsync(Runnable::run)
                        .join()
                        .source());
        happened.add("events " + events.contains("token.acquired"));

        PublicClientApplication desktop = PublicClientApplication.builder(settings.get("desktop"))
                .trustedAuthority(settings.get("authority"))
                .transport(transport)
                .tokenStore(new OwnStore())
                .build();
        AuthenticationResult signedIn = desktop.acquireTokenByDeviceCode(
                        code -> person.accept(code.userCode()), "User.Read")
                .timeout(Duration.ofSeconds(30))
                .execute();
        Account account = signedIn.account().orElseThrow();
        happened.add("device code " + account.username() + " " + signedIn.scopes().contains("User.Read"));
        happened.add("silent " + silent(desktop, account));
        happened.add("silent "
                + desktop.acquireTokenSilent(account, "User.Read").forceRefresh().execute().source());
        happened.add("accounts " + desktop.accounts().size());
        desktop.removeAccount(account);
        happened.add("silent " + silent(desktop, account));
        happened.add("refused " + refusal(settings, transport));
        return happened;
    }

    private static String silent(PublicClientApplication app, Account account) {
        try {
            return app.acquireTokenSilent(account, "User.Read").execute().source().name();
        } catch (MsalInteractionRequiredException signIn) {
            return signIn.reason().name();
        }
    }

    private static String refusal(Map<String, String> settings, HttpTransport transport) {
        try {
            return ConfidentialClientApplication.builder(settings.get("daemon"), ClientCredentials.secret("wrong"))
                    .trustedAuthority(settings.get("authority"))
                    .transport(transport)
                    .build()
                    .appTokens()
                    .acquireToken(GRAPH)
                    .accessToken();
        } catch (MsalServiceException refused) {
            return refused.serviceError().status() + " " + refused.errorCode();
        } catch (MsalException other) {
            return other.errorCode();
        }
    }

    private static HttpTransport transport(HttpClient client) {
        return request -> {
            HttpRequest.Builder sent = HttpRequest.newBuilder(request.uri())
                    .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
            request.headers().asMap().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
            try {
                java.net.http.HttpResponse<byte[]> answer =
                        client.send(sent.build(), java.net.http.HttpResponse.BodyHandlers.ofByteArray());
                return new HttpResponse(
                        answer.statusCode(), HttpHeaders.of(answer.headers().map()), answer.body());
            } catch (InterruptedException ended) {
                throw new InterruptedIOException(ended.getMessage());
            }
        };
    }

    /** A store such as a user might have written: the last version of each partition. */
    private static final class OwnStore implements TokenStore {

        private final Map<String, StoredPartition> partitions = new TreeMap<>();
        private int version;

        @Override
        public synchronized Optional<StoredPartition> read(String partition) {
            return Optional.ofNullable(partitions.get(partition));
        }

        @Override
        public synchronized StoredPartition update(String partition, PartitionChange change) throws IOException {
            StoredPartition next =
                    new StoredPartition(change.apply(read(partition).map(StoredPartition::bytes)), "" + version++);
            partitions.put(partition, next);
            return next;
        }

        @Override
        public synchronized void delete(String partition) {
            partitions.remove(partition);
        }

        @Override
        public synchronized Set<String> partitions() {
            return Set.copyOf(partitions.keySet());
        }
    }
}
