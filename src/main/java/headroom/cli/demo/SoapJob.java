package headroom.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/// The ERP's nightly sync: SOAP login, then accounts created, updated ten at a time and read back,
/// one call after the other. One-owner.
final class SoapJob implements Job {
    private static final Pattern ID = Pattern.compile("<(?:\\w+:)?[iI]d>(001\\w+)<");
    private static final Pattern SESSION = Pattern.compile("<(?:\\w+:)?sessionId>([^<]+)<");
    private static final Pattern SERVER = Pattern.compile("<(?:\\w+:)?serverUrl>([^<]+)<");
    private static final int BATCH = 10;
    private static final int KNOWN_MAX = 400;

    private final Wire wire;
    private final URI login;
    private final Persona persona;
    private final List<String> ids = new ArrayList<>();
    private URI server;
    private String session = "";

    SoapJob(Wire wire, URI login, Persona persona) {
        this.wire = wire;
        this.login = login.resolve("/services/Soap/u/66.0");
        this.persona = persona;
        this.server = this.login;
    }

    @Override
    public Result step(SplittableRandom random) throws IOException, InterruptedException {
        if (session.isEmpty()) {
            return logIn();
        }
        HttpResponse<String> answer;
        if (ids.size() < KNOWN_MAX && random.nextInt(4) == 0 || ids.size() < BATCH) {
            answer = send("<urn:create>" + accounts(random, false) + "</urn:create>");
            remember(answer.body());
        } else if (random.nextInt(10) == 0) {
            answer =
                    send(
                            "<urn:query><urn:queryString>SELECT Id, Name FROM Account LIMIT 50"
                                    + "</urn:queryString></urn:query>");
        } else {
            answer = send("<urn:update>" + accounts(random, true) + "</urn:update>");
        }
        if (answer.body().contains("INVALID_SESSION_ID")) {
            session = "";
        }
        return Job.of(answer.statusCode(), answer.body());
    }

    private Result logIn() throws IOException, InterruptedException {
        var answer =
                wire.soap(
                        login,
                        envelope(
                                options(),
                                "<urn:login><urn:username>"
                                        + persona.username()
                                        + "</urn:username><urn:password>"
                                        + persona.clientSecret()
                                        + "</urn:password></urn:login>"));
        session = first(SESSION, answer.body());
        var url = first(SERVER, answer.body());
        if (!url.isEmpty()) {
            server = URI.create(url);
        }
        return Job.of(answer.statusCode(), answer.body());
    }

    private HttpResponse<String> send(String body) throws IOException, InterruptedException {
        var header =
                "<urn:SessionHeader><urn:sessionId>"
                        + session
                        + "</urn:sessionId></urn:SessionHeader>"
                        + options();
        return wire.soap(server, envelope(header, body));
    }

    private String accounts(SplittableRandom random, boolean known) {
        var rows = new StringBuilder();
        for (var i = 0; i < BATCH; i++) {
            rows.append("<urn:sObjects><ens:type>Account</ens:type>");
            if (known) {
                rows.append("<ens:Id>")
                        .append(ids.get(random.nextInt(ids.size())))
                        .append("</ens:Id>");
            }
            rows.append("<ens:Name>Customer ")
                    .append(random.nextInt(100_000))
                    .append("</ens:Name></urn:sObjects>");
        }
        return rows.toString();
    }

    private void remember(String body) {
        var found = ID.matcher(body);
        while (found.find()) {
            ids.add(found.group(1));
        }
    }

    private String options() {
        return "<urn:CallOptions><urn:client>" + persona.name() + "</urn:client></urn:CallOptions>";
    }

    private static String envelope(String header, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<env:Envelope xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:urn=\"urn:partner.soap.sforce.com\""
                + " xmlns:ens=\"urn:sobject.partner.soap.sforce.com\"><env:Header>"
                + header
                + "</env:Header><env:Body>"
                + body
                + "</env:Body></env:Envelope>";
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }
}
