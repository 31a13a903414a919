package sample.adapter;

import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.HttpTransportContract;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;

class OkHttpTransportTest extends HttpTransportContract {

    private final Dispatcher dispatcher = new Dispatcher();

    @Override
    protected HttpTransport transport() {
        // OkHttp sends five requests to one host at a time unless it is told otherwise
        dispatcher.setMaxRequestsPerHost(64);
        return new OkHttpTransport(
                new OkHttpClient.Builder().dispatcher(dispatcher).build());
    }

    @AfterEach
    void endThreads() {
        dispatcher.executorService().shutdownNow();
    }
}
