package io.openmsal.benchmarks.startup;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * Lets msal4j, which wants an https authority, speak to the local provider without TLS: its own client's way, on
 * HttpURLConnection, with the scheme exchanged.
 */
final class PlainHttpForMsal4j implements IHttpClient {

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException {
        URL plain = new URL(
                "http",
                request.url().getHost(),
                request.url().getPort(),
                request.url().getFile());
        HttpURLConnection connection = (HttpURLConnection) plain.openConnection();
        request.headers().forEach(connection::setRequestProperty);
        if (request.httpMethod() == HttpMethod.POST) {
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.getOutputStream().write(request.body().getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse response = new HttpResponse();
        response.statusCode(connection.getResponseCode());
        response.addHeaders(connection.getHeaderFields());
        try (InputStream body = connection.getInputStream()) {
            response.body(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
        return response;
    }
}
