package headroom.watch;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A message posted to a URL, in the form that its receiver reads. Thread-safe.
///
/// The URL of Slack and Teams is a secret in itself: it is asked for when needed and never shown.
public final class WebChannel implements Channel {
    /// Who reads it.
    public enum Form {
        /// An incoming webhook of Slack: `{"text": …}`.
        SLACK,
        /// A workflow of Teams, "when a webhook request is received": an adaptive card.
        TEAMS,
        /// Anybody: all fields as JSON, signed.
        GENERIC
    }

    /// `t=<epoch seconds>,v1=<hex HMAC-SHA256 of "t.body">`: a receiver that knows the secret can
    /// tell who sent it and that it is fresh.
    public static final String SIGNATURE = "Headroom-Signature";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final Form form;
    private final Supplier<String> url;
    private final Optional<Supplier<String>> secret;
    private final HttpClient http;
    private final InstantSource clock;

    /// @param secret of a generic receiver's signature
    public WebChannel(
            Form form,
            Supplier<String> url,
            Optional<Supplier<String>> secret,
            HttpClient http,
            InstantSource clock) {
        this.form = form;
        this.url = url;
        this.secret = secret;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String name() {
        return switch (form) {
            case SLACK -> "slack";
            case TEAMS -> "teams";
            case GENERIC -> "webhook";
        };
    }

    @Override
    public void send(Message message) throws IOException, InterruptedException {
        var body = JSON.writeValueAsString(body(message));
        var request =
                HttpRequest.newBuilder(uri())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("User-Agent", "Headroom")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        secret.ifPresent(key -> request.header(SIGNATURE, signature(key.get(), body)));
        var status = status(request.build());
        if (status / 100 != 2) {
            throw new IOException("the " + name() + " receiver answered " + status);
        }
    }

    private int status(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (ConnectException e) {
            throw new IOException("nothing answers at the " + name() + " receiver's address", e);
        }
    }

    private URI uri() throws IOException {
        try {
            return URI.create(url.get());
        } catch (IllegalArgumentException _) {
            // The cause would show the URL, which is a secret.
            throw new IOException("the " + name() + " URL is no URL");
        }
    }

    private ObjectNode body(Message message) {
        return switch (form) {
            case SLACK ->
                    JSON.createObjectNode()
                            .put("text", "*" + message.subject() + "*\n" + message.whole());
            case TEAMS -> card(message);
            case GENERIC -> fields(message);
        };
    }

    private static ObjectNode card(Message message) {
        var content = JSON.createObjectNode().put("type", "AdaptiveCard").put("version", "1.4");
        var blocks = content.putArray("body");
        blocks.addObject()
                .put("type", "TextBlock")
                .put("weight", "Bolder")
                .put("wrap", true)
                .put("text", message.subject());
        blocks.addObject().put("type", "TextBlock").put("wrap", true).put("text", message.text());
        message.link()
                .ifPresent(link ->
                        content.putArray("actions")
                                .addObject()
                                .put("type", "Action.OpenUrl")
                                .put("title", "Open Headroom")
                                .put("url", link.toString()));
        var all = JSON.createObjectNode().put("type", "message");
        all.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .set("content", content);
        return all;
    }

    private static ObjectNode fields(Message message) {
        var all =
                JSON.createObjectNode()
                        .put("id", message.id())
                        .put("at", message.at().toString())
                        .put("org", message.org())
                        .put("subject", message.subject())
                        .put("text", message.text())
                        .put("urgent", message.urgent());
        message.link().ifPresent(link -> all.put("link", link.toString()));
        return all;
    }

    private String signature(String key, String body) {
        var seconds = clock.instant().getEpochSecond();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = (seconds + "." + body).getBytes(StandardCharsets.UTF_8);
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
