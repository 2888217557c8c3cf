package headroom.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

/// Plain HTTP/1.1 for the six: they are ordinary clients that know nothing of a gateway.
/// Thread-safe.
final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .connectTimeout(PATIENCE)
                    .build();

    HttpResponse<String> get(URI url, String token, String... headers)
            throws IOException, InterruptedException {
        return send(authorised(url, token).headers(or(headers)).GET());
    }

    HttpResponse<String> json(String method, URI url, String token, String body)
            throws IOException, InterruptedException {
        return send(
                authorised(url, token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> form(URI url, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> soap(URI url, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "text/xml; charset=UTF-8")
                        .header("SOAPAction", "\"\"")
                        .POST(BodyPublishers.ofString(body)));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder authorised(URI url, String token) {
        return HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private static String[] or(String... headers) {
        return headers.length == 0 ? new String[] {"Accept-Language", "en"} : headers;
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
