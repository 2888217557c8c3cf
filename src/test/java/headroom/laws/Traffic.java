package headroom.laws;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// One integration at work: logs in, then makes a seeded mix of calls, and goes on whatever
/// happens. It notes the id of every call whose answer's head it saw.
final class Traffic implements Runnable {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern SESSION = Pattern.compile("<sessionId>([^<]+)</sessionId>");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([A-Za-z0-9]{18})\"");
    private static final String DATA = "/services/data/v66.0";

    final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    final List<String> answered = new ArrayList<>();
    private final String app;
    private final String url;
    private final int calls;
    private final boolean soap;
    private final SplittableRandom random;
    private final List<String> ids = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private String token = "";

    Traffic(String app, String url, int calls, boolean soap, SplittableRandom random) {
        this.app = app;
        this.url = url;
        this.calls = calls;
        this.soap = soap;
        this.random = random;
    }

    @Override
    public void run() {
        for (var i = 0; i < calls; i++) {
            try {
                if (token.isEmpty()) {
                    login();
                } else {
                    call();
                }
            } catch (IOException e) {
                // A fault or a restart: the next call is another try.
                statuses.computeIfAbsent(0, none -> new AtomicInteger()).incrementAndGet();
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void login() throws IOException, InterruptedException {
        var answer =
                soap
                        ? send(
                                request("/services/Soap/u/66.0")
                                        .header("Content-Type", "text/xml; charset=UTF-8")
                                        .header("SOAPAction", "login")
                                        .POST(BodyPublishers.ofString(soapLogin())))
                        : send(
                                request("/services/oauth2/token")
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(
                                                BodyPublishers.ofString(
                                                        "grant_type=password&client_id="
                                                                + app
                                                                + "-key&client_secret=s&username="
                                                                + app
                                                                + "%40acme.test&password=secret")));
        var found = (soap ? SESSION : TOKEN).matcher(answer.body());
        if (answer.statusCode() == 200 && found.find()) {
            token = found.group(1);
        }
    }

    private String soapLogin() {
        return """
        <?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" \
        xmlns:u="urn:partner.soap.sforce.com"><e:Header><u:CallOptions><u:client>%1$s\
        </u:client></u:CallOptions></e:Header><e:Body><u:login><u:username>%1$s@acme.test\
        </u:username><u:password>secret</u:password></u:login></e:Body></e:Envelope>\
        """
                .formatted(app);
    }

    private void call() throws IOException, InterruptedException {
        switch (random.nextInt(10)) {
            case 0, 1 -> create();
            case 2, 3, 4 ->
                    get(DATA + "/query?q=" + encoded("SELECT Id, Name FROM Account LIMIT 5"));
            case 5 -> get(DATA + "/limits");
            case 6 -> get(DATA + "/query?q=" + encoded("SELECT Nope FROM Account"));
            case 7 -> update();
            case 8 -> get("/services/data");
            default -> badToken();
        }
    }

    private void create() throws IOException, InterruptedException {
        var answer =
                send(
                        authorized(DATA + "/sobjects/Account")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"Name\":\"" + app + "\"}")));
        var id = ID.matcher(answer.body());
        if (answer.statusCode() == 201 && id.find()) {
            ids.add(id.group(1));
        }
    }

    private void update() throws IOException, InterruptedException {
        if (ids.isEmpty()) {
            create();
            return;
        }
        var id = ids.get(random.nextInt(ids.size()));
        send(
                authorized(DATA + "/sobjects/Account/" + id)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString("{\"Name\":\"changed\"}")));
    }

    private void badToken() throws IOException, InterruptedException {
        send(
                request(DATA + "/sobjects/Account/describe")
                        .header("Authorization", "Bearer " + token.substring(0, 16) + "forged")
                        .GET());
    }

    private void get(String path) throws IOException, InterruptedException {
        send(authorized(path).GET());
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        var id = new StringBuilder();
        for (var i = 0; i < 32; i++) {
            id.append(Character.forDigit(random.nextInt(16), 16));
        }
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(20))
                .header("Sforce-Call-Options", "client=" + app)
                .header("X-SFDC-REQUEST-ID", id.toString());
    }

    private HttpResponse<String> send(HttpRequest.Builder builder)
            throws IOException, InterruptedException {
        var request = builder.build();
        var answer = client.send(request, BodyHandlers.ofString());
        answered.add(request.headers().firstValue("X-SFDC-REQUEST-ID").orElseThrow());
        statuses.computeIfAbsent(answer.statusCode(), none -> new AtomicInteger())
                .incrementAndGet();
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
