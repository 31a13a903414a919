package io.openmsal.adapter.broker;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.exceptions.DBusExecutionException;

/**
 * Stands for Microsoft's broker on a bus of the test's own. Its messages have the members that programs which talk to the real one
 * were seen to send and to get.
 */
public final class StandInBroker implements PublishedBroker {

    static final String USERNAME = "ada@contoso.example";

    /** What it was asked. */
    record Question(String method, String protocolVersion, String correlationId, Map<?, ?> request) {}

    private final JsonCodec codec = new GsonJsonCodec();
    private final List<Map<String, Object>> accounts = new CopyOnWriteArrayList<>();
    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private final Map<String, String> scripted = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch windowOpen = new CountDownLatch(1);
    private volatile boolean answersWindows = true;
    private volatile String failure = "";

    StandInBroker withAccount(String homeAccountId) {
        accounts.add(account(homeAccountId, USERNAME));
        return this;
    }

    StandInBroker withAccount(String homeAccountId, String username) {
        accounts.add(account(homeAccountId, username));
        return this;
    }

    /** Whatever is asked by this method is answered with this text from now on. */
    StandInBroker answering(String method, String text) {
        scripted.put(method, text);
        return this;
    }

    /** Nobody is there when a window opens. */
    StandInBroker unattended() {
        answersWindows = false;
        return this;
    }

    /** Whatever is asked ends in an error of the bus, and in no answer. */
    StandInBroker failing(String message) {
        failure = message;
        return this;
    }

    /** Until somebody is asked to sign in. */
    void awaitWindow() throws InterruptedException {
        windowOpen.await(30, TimeUnit.SECONDS);
    }

    List<Question> questions() {
        return new ArrayList<>(questions);
    }

    Question last() {
        return questions.get(questions.size() - 1);
    }

    void close() {
        closing.countDown();
    }

    @Override
    public String getAccounts(String protocolVersion, String correlationId, String request) {
        return answer("getAccounts", protocolVersion, correlationId, request, Map.of("accounts", accounts));
    }

    @Override
    public String acquireTokenSilently(String protocolVersion, String correlationId, String request) {
        Map<?, ?> account = object(object(read(request), "authParameters"), "account");
        return answer(
                "acquireTokenSilently",
                protocolVersion,
                correlationId,
                request,
                accounts.contains(account) ? tokens(account) : error(2, "The account has to sign in"));
    }

    @Override
    public String acquireTokenInteractively(String protocolVersion, String correlationId, String request) {
        if (!answersWindows) {
            windowOpen.countDown();
            await();
            return codec.write(error(8, "Closed"));
        }
        if (accounts.isEmpty()) {
            withAccount("uid.utid");
        }
        return answer("acquireTokenInteractively", protocolVersion, correlationId, request, tokens(accounts.get(0)));
    }

    @Override
    public String removeAccount(String protocolVersion, String correlationId, String request) {
        accounts.remove(object(read(request), "account"));
        return answer("removeAccount", protocolVersion, correlationId, request, Map.of());
    }

    @Override
    public String getObjectPath() {
        return "/com/microsoft/identity/broker1";
    }

    private String answer(
            String method, String protocolVersion, String correlationId, String request, Map<String, Object> usual) {
        questions.add(new Question(method, protocolVersion, correlationId, read(request)));
        if (!failure.isEmpty()) {
            throw new DBusExecutionException(failure);
        }
        return scripted.getOrDefault(method, codec.write(usual));
    }

    static Map<String, Object> account(String homeAccountId, String username) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("homeAccountId", homeAccountId);
        account.put("localAccountId", homeAccountId.replaceFirst("\\..*", ""));
        account.put("realm", homeAccountId.replaceFirst(".*\\.", ""));
        account.put("environment", "login.windows.net");
        account.put("username", username);
        account.put("givenName", "Ada");
        account.put("name", "Ada Lovelace");
        return account;
    }

    static Map<String, Object> tokens(Map<?, ?> account) {
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("accessToken", "token-of-the-broker");
        tokens.put("accessTokenType", 0);
        tokens.put("account", account);
        tokens.put("clientInfo", "eyJ1aWQiOiJ1aWQiLCJ1dGlkIjoidXRpZCJ9");
        tokens.put("expiresOn", Instant.now().plus(Duration.ofHours(1)).toEpochMilli());
        tokens.put("extendedExpiresOn", Instant.now().plus(Duration.ofHours(1)).toEpochMilli());
        tokens.put("grantedScopes", "User.Read openid profile");
        tokens.put("idToken", "header.claims.signature");
        return Map.of("brokerTokenResponse", tokens);
    }

    static Map<String, Object> error(int status, String context) {
        return Map.of(
                "brokerTokenResponse", Map.of("error", Map.of("context", context, "status", status, "subStatus", 0)));
    }

    private Map<?, ?> read(String text) {
        try {
            return (Map<?, ?>) codec.read(text);
        } catch (MalformedJsonException noJson) {
            throw new IllegalArgumentException(noJson);
        }
    }

    static Map<?, ?> object(Map<?, ?> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> object ? object : Map.of();
    }

    private void await() {
        try {
            closing.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
