package headroom.cli;

import headroom.emulator.EventLogOptions;
import headroom.emulator.LabOptions;
import headroom.emulator.http.Fault;
import headroom.emulator.http.Latency;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The emulator's flags for its event logs, its speed and what goes wrong on purpose.
final class LabFlags {
    @Option(
            names = "--no-event-monitoring",
            description =
                    "Only the free event logs, ApiTotalUsage and Login, by day and kept one day.")
    private boolean free;

    @Option(
            names = "--hourly-logs-after",
            paramLabel = "DURATION",
            defaultValue = "PT3H",
            description =
                    "How long after an hour its log file can be seen; Salesforce says three to six"
                            + " hours (default: ${DEFAULT-VALUE}).")
    private Duration hourlyAfter = Duration.ofHours(3);

    @Option(
            names = "--late-events",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "The share of events, 0 to 1, that reach the logs late: in a further file of"
                            + " their hour, and in a day's file made anew.")
    private double lateShare;

    @Option(
            names = "--log-release",
            paramLabel = "VERSION",
            defaultValue = "66",
            description =
                    "The API version whose columns log files have (default: ${DEFAULT-VALUE}).")
    private int release = 66;

    @Option(
            names = "--latency",
            paramLabel = "[PATH=]TIMES",
            description = {
                "How long answers take: 80 (ms), 50-200 (anything between) or 80~900 (median and"
                        + " 99th percentile); below a path with /services/data=80. Again for more;"
                        + " the first that fits counts."
            })
    private List<String> latencies = List.of();

    @Option(
            names = "--fail",
            paramLabel = "[PATH=]STATUS@RATE",
            description =
                    "Answer that status to a share of calls, such as 503@0.01; again for more."
                            + " POST /__emulator/faults knows more kinds.")
    private List<String> faults = List.of();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Makes latencies and faults the same in every run.")
    private long seed = 1;

    @Option(
            names = "--transcript",
            paramLabel = "REQUESTS",
            defaultValue = "200",
            description =
                    "How many of the newest requests /__emulator/transcript shows (default:"
                            + " ${DEFAULT-VALUE}).")
    private int transcript = 200;

    EventLogOptions eventLogs() {
        try {
            var options = EventLogOptions.DEFAULTS;
            return options.withMonitoring(!free)
                    .withTimes(
                            options.dailyAfter(),
                            hourlyAfter,
                            free ? Duration.ofDays(1) : options.kept())
                    .withLate(lateShare, options.lateBy())
                    .withRelease(release);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), e);
        }
    }

    LabOptions lab() {
        try {
            return LabOptions.DEFAULTS
                    .withFaults(seed, readFaults())
                    .withLatencies(readLatencies())
                    .withTranscript(transcript, LabOptions.DEFAULTS.transcriptBodyMax());
        } catch (NumberFormatException e) {
            throw usage("--latency takes milliseconds and --fail STATUS@RATE", e);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), e);
        }
    }

    private static Failure usage(String message, RuntimeException cause) {
        return new Failure(ExitCodes.USAGE, message, cause);
    }

    private List<Latency> readLatencies() {
        var read = new ArrayList<Latency>();
        for (var text : latencies) {
            read.add(new Latency(path(text), profile(rest(text))));
        }
        return read;
    }

    private static Latency.Profile profile(String times) {
        var tilde = times.split("~", 2);
        if (tilde.length == 2) {
            return new Latency.LogNormal(millis(tilde[0]), millis(tilde[1]));
        }
        var dash = times.split("-", 2);
        return dash.length == 2
                ? new Latency.Uniform(millis(dash[0]), millis(dash[1]))
                : new Latency.Fixed(millis(times));
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text.strip()));
    }

    private List<Fault> readFaults() {
        var read = new ArrayList<Fault>();
        for (var text : faults) {
            var parts = rest(text).split("@", 2);
            var kind =
                    new Fault.Refusal(
                            Integer.parseInt(parts[0].strip()),
                            "SERVER_UNAVAILABLE",
                            "Server Unavailable");
            var rate = parts.length == 2 ? Double.parseDouble(parts[1].strip()) : 1;
            read.add(Fault.below(path(text), rate, kind));
        }
        return read;
    }

    private static String path(String text) {
        var equals = text.lastIndexOf('=');
        return equals < 0 ? "/" : text.substring(0, equals);
    }

    private static String rest(String text) {
        return text.substring(text.lastIndexOf('=') + 1);
    }
}
