package headroom.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// Loads rows by Bulk 2.0 and, meanwhile, asks for one row a hundred times a second.
///
/// Usage: `BulkLoad <url> <rows> <jobs>`; prints seconds from the first upload to the last job's
/// end, and the waits of the other calls.
public final class BulkLoad {
    private static final String DATA = "/services/data/v66.0/";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private String token = "";

    private BulkLoad(String url) {
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        var load = new BulkLoad(args[0]);
        load.login();
        load.run(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void login() throws IOException, InterruptedException {
        var form = "grant_type=password&client_id=bench&username=b@x.example&password=p";
        var request =
                HttpRequest.newBuilder(URI.create(url + "/services/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        token = value(http.send(request, BodyHandlers.ofString()).body(), "access_token");
    }

    private void run(int rows, int jobs) throws Exception {
        var probe = call("POST", "sobjects/Account", "application/json", "{\"Name\":\"Probe\"}");
        var id = value(probe, "id");
        var stop = new AtomicBoolean();
        var waits = new ArrayList<Long>();
        var prober = Thread.ofPlatform().start(() -> probe(id, stop, waits));
        // Made before the clock starts: the client's own work is not measured.
        var parts = new ArrayList<byte[]>();
        for (var job = 0; job < jobs; job++) {
            parts.add(csv(job * (rows / jobs), rows / jobs));
        }
        Thread.sleep(1_000);
        waits.clear();
        var began = System.nanoTime();
        var ids = new ArrayList<String>();
        for (var part : parts) {
            ids.add(start(part));
        }
        for (var job : ids) {
            await(job);
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        stop.set(true);
        prober.join();
        print(
                "%d rows of %d MB in %d jobs: %.1f s, %.0f rows/s%n",
                rows,
                parts.stream().mapToLong(part -> part.length).sum() / 1_000_000,
                jobs,
                seconds,
                rows / seconds);
        var sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
        print(
                "GETs meanwhile: %d, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        queries(rows);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))] / 1e6;
    }

    private static byte[] csv(int from, int count) {
        var text = new StringBuilder(count * 70);
        text.append("Name,AccountNumber,Phone,Industry,AnnualRevenue\n");
        for (var i = from; i < from + count; i++) {
            text.append("Bench account ").append(i).append(",A-").append(i);
            text.append(",+49 30 ").append(i % 10_000).append(",Energy,").append(i).append(".5\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String start(byte[] csv) throws IOException, InterruptedException {
        var body = "{\"object\":\"Account\",\"operation\":\"insert\"}";
        var job = value(call("POST", "jobs/ingest", "application/json", body), "id");
        var put =
                HttpRequest.newBuilder(URI.create(url + DATA + "jobs/ingest/" + job + "/batches"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "text/csv")
                        .PUT(BodyPublishers.ofByteArray(csv))
                        .build();
        var status = http.send(put, BodyHandlers.ofString()).statusCode();
        if (status != 201) {
            throw new IOException("upload answered " + status);
        }
        call("PATCH", "jobs/ingest/" + job, "application/json", "{\"state\":\"UploadComplete\"}");
        return job;
    }

    private void await(String job) throws IOException, InterruptedException {
        while (true) {
            var info = call("GET", "jobs/ingest/" + job, "application/json", "");
            var state = value(info, "state");
            if (state.equals("JobComplete") && info.contains("\"numberRecordsFailed\":0")) {
                return;
            }
            if (state.equals("Failed") || state.equals("JobComplete")) {
                throw new IOException(info);
            }
            Thread.sleep(50);
        }
    }

    private void probe(String id, AtomicBoolean stop, ArrayList<Long> waits) {
        try {
            while (!stop.get()) {
                var began = System.nanoTime();
                call("GET", "sobjects/Account/" + id + "?fields=Name", "application/json", "");
                waits.add(System.nanoTime() - began);
                Thread.sleep(10);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void queries(int rows) throws IOException, InterruptedException {
        var waits = new long[200];
        for (var i = 0; i < waits.length; i++) {
            var soql = "SELECT Name FROM Account WHERE Name = 'Bench account " + i * 7 % rows + "'";
            var began = System.nanoTime();
            call("GET", "query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8), "", "");
            waits[i] = System.nanoTime() - began;
        }
        Arrays.sort(waits);
        print(
                "queries by Name after it: p50 %.1f ms, p99 %.1f ms%n",
                at(waits, 0.5), at(waits, 0.99));
    }

    private String call(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + DATA + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type.isEmpty() ? "application/json" : type)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(method + " " + path + ": " + answer.body());
        }
        return answer.body();
    }

    private static String value(String json, String name) {
        var found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }
}
