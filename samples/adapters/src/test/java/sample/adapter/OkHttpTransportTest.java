package sample.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.HttpTransportContract;
import io.openmsal.testing.http.LoopbackServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.Cache;
import okhttp3.Call;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OkHttpTransportTest extends HttpTransportContract {

    private final Dispatcher dispatcher = new Dispatcher();

    private OkHttpClient.Builder client() {
        // OkHttp sends five requests to one host at a time unless it is told otherwise
        dispatcher.setMaxRequestsPerHost(64);
        return new OkHttpClient.Builder().dispatcher(dispatcher);
    }

    @Override
    protected HttpTransport transport() {
        return new OkHttpTransport(client().build());
    }

    @AfterEach
    void endThreads() {
        dispatcher.executorService().shutdownNow();
    }

    @Test
    void noTokenGoesToTheFolderWhereTheApplicationKeepsItsAnswers(@TempDir Path folder) throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, reply) ->
                        reply.json(200, "{\"access_token\":\"at-of-the-host\"}", "Cache-Control: max-age=3600"));
                Cache cache = new Cache(folder.toFile(), 1 << 20)) {
            HttpTransport transport = new OkHttpTransport(client().cache(cache).build());

            String body = transport.send(HttpRequest.get(server.uri("/token"))).text();

            assertThat(body).contains("at-of-the-host");
            cache.flush();
            assertThat(written(folder)).noneMatch(text -> text.contains("at-of-the-host"));
        }
    }

    @Test
    void whatTheApplicationWouldAskForOnlyIfChangedIsAnsweredWhole(@TempDir Path folder) throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> {
                    boolean known = request.headers().keySet().stream().anyMatch("If-None-Match"::equalsIgnoreCase);
                    if (known) {
                        reply.raw("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
                    } else {
                        reply.json(200, "{\"issuer\":\"here\"}", "ETag: \"1\"\r\nCache-Control: no-cache");
                    }
                });
                Cache cache = new Cache(folder.toFile(), 1 << 20)) {
            HttpTransport transport = new OkHttpTransport(client().cache(cache).build());

            for (int time = 0; time < 2; time++) {
                assertThat(transport
                                .send(HttpRequest.get(server.uri("/metadata")))
                                .text())
                        .contains("here");
            }
        }
    }

    @Test
    void cookiesOfAProviderStayOutOfTheJarOfTheApplication() throws Exception {
        CookieJar refusing = new CookieJar() {
            @Override
            public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
                throw new IllegalStateException("A cookie was kept for " + url.host());
            }

            @Override
            public List<Cookie> loadForRequest(HttpUrl url) {
                return List.of(new Cookie.Builder()
                        .domain(url.host())
                        .name("of-the-application")
                        .value("1")
                        .build());
            }
        };
        try (LoopbackServer server =
                LoopbackServer.start((request, reply) -> reply.json(200, "{}", "Set-Cookie: fpc=1"))) {
            new OkHttpTransport(client().cookieJar(refusing).build()).send(HttpRequest.get(server.uri("/")));

            assertThat(server.requests().get(0).headers().keySet()).noneMatch("Cookie"::equalsIgnoreCase);
        }
    }

    @Test
    void whatWatchesAndChangesTheCallsOfTheApplicationHasNoPartInThese() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        Interceptor ofTheApplication = chain -> {
            seen.add(bodyOf(chain.request()));
            return chain.proceed(chain.request()
                    .newBuilder()
                    .header("Authorization", "Bearer of-another-api")
                    .build());
        };
        EventListener listening = new EventListener() {
            @Override
            public void callStart(Call call) {
                seen.add(call.request().url().toString());
            }
        };
        OkHttpClient client = client().addInterceptor(ofTheApplication)
                .addNetworkInterceptor(ofTheApplication)
                .eventListener(listening)
                .build();
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.json(200, "{}"))) {
            new OkHttpTransport(client)
                    .send(HttpRequest.post(
                            server.uri("/token"), "application/x-www-form-urlencoded", "client_secret=canary"));

            assertThat(seen).isEmpty();
            assertThat(server.requests().get(0).headers().keySet()).noneMatch("Authorization"::equalsIgnoreCase);
        }
    }

    private static String bodyOf(Request request) throws IOException {
        Buffer written = new Buffer();
        RequestBody body = request.body();
        if (body != null) {
            body.writeTo(written);
        }
        return written.readUtf8();
    }

    private static List<String> written(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .map(OkHttpTransportTest::text)
                    .toList();
        }
    }

    private static String text(File file) {
        try {
            return Files.readString(file.toPath(), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
