package headroom.cli.demo;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/// The REST speakers' work: log in by client credentials, then do what the persona is given to.
/// One-owner.
final class RestJob implements Job {
    private static final String DATA = "/services/data/v66.0/";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int REMEMBERED = 200;
    private static final int SHIPMENTS = 2_000;

    private final Wire wire;
    private final URI login;
    private final Persona persona;
    private final ArrayDeque<String> ids = new ArrayDeque<>();
    private URI instance;
    private String token = "";
    private String nextPage = "";
    private int made;

    RestJob(Wire wire, URI login, Persona persona) {
        this.wire = wire;
        this.login = login;
        this.persona = persona;
        this.instance = login;
    }

    @Override
    public Result step(SplittableRandom random) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            return logIn();
        }
        var answer = call(random);
        if (answer.statusCode() == 401) {
            token = "";
        }
        if (answer.statusCode() == 404) {
            ids.clear();
        }
        return Job.of(answer.statusCode(), answer.body());
    }

    private Result logIn() throws IOException, InterruptedException {
        var answer =
                wire.form(
                        login.resolve("/services/oauth2/token"),
                        "grant_type=client_credentials&client_id="
                                + Wire.encode(persona.clientId())
                                + "&client_secret="
                                + Wire.encode(persona.clientSecret()));
        if (answer.statusCode() == 200) {
            var tree = JSON.readTree(answer.body());
            token = tree.path("access_token").asString("");
            instance = URI.create(tree.path("instance_url").asString(login.toString()));
        }
        return Job.of(answer.statusCode(), answer.body());
    }

    private HttpResponse<String> call(SplittableRandom random)
            throws IOException, InterruptedException {
        return switch (persona.name()) {
            case "marketing-automation" -> lead(random);
            case "support-portal" -> support(random);
            case "bi-extract" -> extract(random);
            case "warehouse-events" -> shipment(random);
            default -> query("SELECT Id, Status FROM Case WHERE Status = 'Escalated' LIMIT 1");
        };
    }

    /// One record at a time, all day: create a few, then look at and touch them.
    private HttpResponse<String> lead(SplittableRandom random)
            throws IOException, InterruptedException {
        if (ids.isEmpty() || random.nextInt(12) == 0) {
            return create(
                    "Lead",
                    "{\"LastName\":\"Lead %d\",\"Company\":\"Acme %d\",\"Rating\":\"Warm\"}"
                            .formatted(made++, random.nextInt(500)));
        }
        var record = "sobjects/Lead/" + pick(random);
        if (random.nextInt(3) == 0) {
            return wire.get(url(record), token);
        }
        var rating = random.nextBoolean() ? "Hot" : "Cold";
        return wire.json("PATCH", url(record), token, "{\"Rating\":\"" + rating + "\"}");
    }

    private HttpResponse<String> support(SplittableRandom random)
            throws IOException, InterruptedException {
        if (ids.isEmpty() || random.nextInt(8) == 0) {
            return create(
                    "Case",
                    "{\"Subject\":\"It does not start (%d)\",\"Origin\":\"Web\"}"
                            .formatted(made++));
        }
        if (random.nextInt(4) == 0) {
            var status = random.nextBoolean() ? "Working" : "Closed";
            return wire.json(
                    "PATCH",
                    url("sobjects/Case/" + pick(random)),
                    token,
                    "{\"Status\":\"" + status + "\"}");
        }
        return query(
                "SELECT Id, CaseNumber, Subject, Status FROM Case WHERE Status != 'Closed'"
                        + " ORDER BY CreatedDate DESC LIMIT 20");
    }

    /// Big reads, page after page.
    private HttpResponse<String> extract(SplittableRandom random)
            throws IOException, InterruptedException {
        HttpResponse<String> answer;
        if (nextPage.isEmpty()) {
            var object = random.nextBoolean() ? "Shipment__c" : "Lead";
            answer = query("SELECT Id, Name, CreatedDate, LastModifiedDate FROM " + object);
        } else {
            answer = wire.get(instance.resolve(nextPage), token);
        }
        nextPage =
                answer.statusCode() == 200 ? tree(answer).path("nextRecordsUrl").asString("") : "";
        return answer;
    }

    /// Small events by external id: the same shipments again and again.
    private HttpResponse<String> shipment(SplittableRandom random)
            throws IOException, InterruptedException {
        var number = "S-" + random.nextInt(SHIPMENTS);
        var state = random.nextBoolean() ? "Picked" : "Shipped";
        return wire.json(
                "PATCH",
                url("sobjects/Shipment__c/Number__c/" + number),
                token,
                "{\"State__c\":\"" + state + "\"}");
    }

    private HttpResponse<String> query(String soql) throws IOException, InterruptedException {
        return wire.get(
                url("query?q=" + Wire.encode(soql)),
                token,
                "Sforce-Query-Options",
                "batchSize=200");
    }

    private HttpResponse<String> create(String object, String body)
            throws IOException, InterruptedException {
        var answer = wire.json("POST", url("sobjects/" + object), token, body);
        if (answer.statusCode() == 201) {
            ids.add(tree(answer).path("id").asString(""));
            if (ids.size() > REMEMBERED) {
                ids.removeFirst();
            }
        }
        return answer;
    }

    private String pick(SplittableRandom random) {
        var id = ids.removeFirst();
        if (random.nextInt(20) > 0) {
            ids.addLast(id);
        }
        return id;
    }

    private URI url(String resource) {
        return instance.resolve(DATA + resource);
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
