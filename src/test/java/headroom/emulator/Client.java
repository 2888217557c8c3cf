package headroom.emulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/// A plain client of an emulator, for tests.
final class Client implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String token = "";

    Client(Emulator emulator) {
        this(emulator.url());
    }

    Client(String url) {
        this.url = url;
    }

    static Client loggedIn(Emulator emulator) {
        var client = new Client(emulator);
        client.login("admin@headroom.example", "password", "app");
        return client;
    }

    JsonNode login(String user, String password, String clientId) {
        var answer =
                post(
                        "/services/oauth2/token",
                        "application/x-www-form-urlencoded",
                        "grant_type=password&client_id="
                                + clientId
                                + "&client_secret=s&username="
                                + encoded(user)
                                + "&password="
                                + encoded(password));
        var json = json(answer);
        if (answer.statusCode() == 200) {
            token = json.get("access_token").asString();
        }
        return json;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(url + path));
        return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    HttpResponse<String> post(String path, String contentType, String body) {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, String json) {
        return post(path, "application/json", json);
    }

    HttpResponse<String> patch(String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(json)));
    }

    HttpResponse<String> query(String soql) {
        return get("/services/data/v66.0/query?q=" + encoded(soql));
    }

    /// Creates a row and gives its id.
    String create(String object, String json) {
        var answer = post("/services/data/v66.0/sobjects/" + object, json);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return json(answer).get("id").asString();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
