package headroom.console;

import headroom.report.Overview;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/// A console on a port of its own, over literal figures.
final class RunningConsole implements AutoCloseable {
    final SampleReports reports = new SampleReports();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Snapshots snapshots;
    private final Metrics metrics;
    private final Console console;

    RunningConsole(Supplier<Overview> overview, Sources sources) throws IOException {
        this(overview, sources, Duration.ofSeconds(20));
    }

    RunningConsole(Supplier<Overview> overview, Sources sources, Duration patience)
            throws IOException {
        snapshots = new Snapshots(overview);
        var pictures = new Pictures(snapshots, sources, ZoneOffset.UTC);
        metrics =
                new Metrics(
                        pictures,
                        List.of(new Reading("headroom.gateway.calls", "Requests", true, () -> 41)));
        console =
                Console.start(
                        new ConsoleOptions("127.0.0.1", 0, List.of(), ZoneOffset.UTC, patience),
                        pictures,
                        metrics,
                        reports,
                        () -> Health.GOOD);
    }

    String url(String path) {
        return "http://127.0.0.1:" + console.port() + path;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url(path))).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        console.close();
        snapshots.close();
        metrics.close();
        http.close();
    }
}
