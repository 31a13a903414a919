package io.openmsal.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An identity provider in memory that both sides ask: it mints tokens of realistic length and counts what it was asked. A
 * refresh token names the account it is for; an app token is for the tenant in the URL.
 */
final class FakeEntra {

    /** What is granted beyond {@link #SCOPE}, among others. */
    static final String FURTHER_SCOPE = "email";

    static final String AUTHORITY = "https://login.microsoftonline.com/common";
    static final String CLIENT_ID = "8a4f4f0e-5d1c-4c2b-9a57-0d6f3c1b2e90";
    static final String SCOPE = "User.Read";
    static final String APP_SCOPE = "https://graph.microsoft.com/.default";

    /** Granted together with {@link #APP_SCOPE} when it is asked for. */
    static final String FURTHER_APP_SCOPE = "https://storage.azure.com/.default";

    private static final String HOME_TENANT = "f645ad92-e38d-4d1a-b510-d1b09a74a8ca";

    /** Where all the people are at home. */
    static final String HOME_AUTHORITY = "https://login.microsoftonline.com/" + HOME_TENANT;

    private static final int ACCESS_TOKEN_LENGTH = 1500;
    private static final int REFRESH_TOKEN_LENGTH = 1000;
    private static final String ISSUER = "https://login.microsoftonline.com/" + HOME_TENANT + "/v2.0";

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger minted = new AtomicInteger();
    private final AtomicInteger pendingPolls = new AtomicInteger();
    private volatile Duration lifetime = Duration.ofHours(20);
    private volatile Duration thinkingTime = Duration.ZERO;

    /** How long the tokens minted from now on live. */
    void mintTokensFor(Duration life) {
        lifetime = life;
    }

    /** How long each answer takes from now on, so that callers meet. */
    void answerAfter(Duration pause) {
        thinkingTime = pause;
    }

    /** How many more polls for a device code find that the person is not ready. */
    void keepDeviceCodePending(int polls) {
        pendingPolls.set(polls);
    }

    /** The refresh token to begin an account with. */
    static String refreshToken(int account) {
        return padded("rt-" + account + "-", REFRESH_TOKEN_LENGTH);
    }

    /** The access token that a person calls a web API with. */
    static String assertion(int account) {
        return padded("as-" + account + "-", ACCESS_TOKEN_LENGTH);
    }

    /** A tenant id. */
    static String tenantId(int number) {
        return guid("7e0a", number);
    }

    /** How many requests there were. */
    int requests() {
        return asked.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Counts from zero. */
    void forgetCounts() {
        asked.clear();
    }

    /** What was asked for and how often, such as {@code 1 discovery, 1 token}. */
    String summary() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(asked)
                .forEach((what, times) -> text.append(text.length() == 0 ? "" : ", ")
                        .append(times)
                        .append(' ')
                        .append(what));
        return text.toString();
    }

    /** The answer to one request: its status and its body. */
    Answer answer(String url, String body) {
        pause();
        if (url.contains("/discovery/instance")) {
            count("discovery");
            return new Answer(200, instanceDiscovery());
        }
        if (url.endsWith("/devicecode")) {
            count("device code");
            return new Answer(200, deviceCode());
        }
        if (!url.endsWith("/token")) {
            throw new IllegalArgumentException("Nobody is expected to ask for " + url);
        }
        count("token");
        return tokenFor(url, body);
    }

    /** A status and a JSON body. */
    record Answer(int status, String json) {}

    private Answer tokenFor(String url, String body) {
        if (body.contains("grant_type=client_credentials")) {
            String tenant = url.substring("https://login.microsoftonline.com/".length(), url.indexOf("/oauth2/"));
            return new Answer(200, tokens(accessToken(tenant)));
        }
        if (body.contains("device_code=")) {
            return pendingPolls.getAndDecrement() > 0
                    ? new Answer(400, "{\"error\":\"authorization_pending\",\"error_description\":\"AADSTS70016\"}")
                    : new Answer(200, userTokens(0));
        }
        int start = body.indexOf(body.contains("assertion=") ? "=as-" : "=rt-") + 4;
        return new Answer(200, userTokens(Integer.parseInt(body, start, body.indexOf('-', start), 10)));
    }

    private void count(String what) {
        asked.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    private void pause() {
        if (!thinkingTime.isZero()) {
            Herd.sleep(thinkingTime);
        }
    }

    private String accessToken(String subject) {
        return padded(
                "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9." + subject + "." + minted.incrementAndGet() + ".", //
                ACCESS_TOKEN_LENGTH);
    }

    private String tokens(String accessToken) {
        return "{\"token_type\":\"Bearer\",\"expires_in\":" + lifetime.toSeconds() + ",\"ext_expires_in\":"
                + lifetime.toSeconds() + ",\"access_token\":\"" + accessToken + "\"}";
    }

    private String userTokens(int account) {
        String oid = guid("0b1d", account);
        String tokens = tokens(accessToken(oid));
        return tokens.substring(0, tokens.length() - 1) + ",\"scope\":\"User.Read email openid profile\""
                + ",\"refresh_token\":\"" + refreshToken(account)
                + "\",\"id_token\":\"" + idToken(oid, account)
                + "\",\"client_info\":\""
                + base64("{\"uid\":\"" + oid + "\",\"utid\":\"" + HOME_TENANT + "\"}") + "\"}";
    }

    private static String idToken(String oid, int account) {
        long now = System.currentTimeMillis() / 1000;
        return base64("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"1LTMzakihiRla_8z2BEJVXeWMqo\"}") + "."
                + base64("{\"aud\":\"" + CLIENT_ID + "\",\"iss\":\"" + ISSUER + "\",\"iat\":" + now + ",\"nbf\":" + now
                        + ",\"exp\":" + (now + 72_000) + ",\"name\":\"Person " + account + "\",\"oid\":\"" + oid
                        + "\",\"preferred_username\":\"person" + account + "@contoso.example\",\"sub\":\"s" + oid
                        + "\",\"tid\":\"" + HOME_TENANT + "\",\"ver\":\"2.0\"}")
                + "." + padded("sig", 342);
    }

    private static String deviceCode() {
        return "{\"user_code\":\"ABCD2345\",\"device_code\":\"" + padded("dc", 200)
                + "\",\"verification_uri\":\"https://microsoft.com/devicelogin\",\"expires_in\":900,\"interval\":1"
                + ",\"message\":\"Enter the code ABCD2345.\"}";
    }

    private static String instanceDiscovery() {
        return "{\"tenant_discovery_endpoint\":\"" + ISSUER + "/.well-known/openid-configuration\""
                + ",\"api-version\":\"1.1\",\"metadata\":[{\"preferred_network\":\"login.microsoftonline.com\""
                + ",\"preferred_cache\":\"login.windows.net\",\"aliases\":[\"login.microsoftonline.com\""
                + ",\"login.windows.net\",\"login.microsoft.com\",\"sts.windows.net\"]}]}";
    }

    private static String guid(String start, int number) {
        String digits = "00000000000" + Integer.toHexString(number);
        return start + "5a11-3c4d-4e5f-8a6b-" + digits.substring(digits.length() - 12);
    }

    private static String padded(String start, int length) {
        return start + "x".repeat(Math.max(0, length - start.length()));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
