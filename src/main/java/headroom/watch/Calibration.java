package headroom.watch;

import headroom.salesforce.ChargeOption;
import headroom.salesforce.LimitInfo;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Asks an org by experiment what no document settles: which of the doubtful calls it counts.
///
/// Every answer carries the org's own count. So: look at the count, make the doubtful call three
/// times, look again; what the count grew by, less the second look, is what the three cost. If
/// other callers are at work in between the sum does not come out even, and the answer is
/// "unclear", not a guess. At most [#CALLS_MAX] calls in all. Blocking. One-owner.
public final class Calibration {
    public static final int CALLS_MAX = 30;
    private static final int TIMES = 3;
    private static final int TRIES_MAX = 2;
    private static final String LOOK = OrgDoor.data("");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final OrgDoor door;
    private final Consumer<Answer> report;
    private String identityPath = "";
    private OptionalLong last = OptionalLong.empty();

    /// What came of one experiment.
    ///
    /// @param counts absent if it could not be told
    /// @param evidence in a few words
    public record Answer(ChargeOption option, Optional<Boolean> counts, String evidence) {}

    /// One doubtful call.
    ///
    /// @param status what the org answers, or the experiment shows nothing
    /// @param plain what the call counts where the option is off
    /// @param counted and where it is on
    private record Experiment(
            ChargeOption option, int status, int plain, int counted, Doing call) {}

    @FunctionalInterface
    private interface Doing {
        OrgAnswer once() throws IOException, InterruptedException;
    }

    /// @param report told each answer as it is found
    public Calibration(OrgDoor door, Consumer<Answer> report) {
        this.door = door;
        this.report = report;
    }

    /// Whether the org says it is a sandbox: experiments are for those.
    public static boolean isSandbox(OrgDoor door) throws IOException, InterruptedException {
        var answer = door.query("SELECT IsSandbox FROM Organization");
        return answer.body().path("records").path(0).path("IsSandbox").asBoolean(false);
    }

    public List<Answer> run() throws IOException, InterruptedException {
        var login = door.login();
        var id = login.body().path("id").asString("");
        var at = id.indexOf("/id/");
        identityPath = at < 0 ? "" : id.substring(at);
        last = count();
        var answers = new ArrayList<Answer>();
        for (var experiment : experiments()) {
            var answer = answer(experiment);
            answers.add(answer);
            report.accept(answer);
        }
        return answers;
    }

    private List<Experiment> experiments() {
        var all = new ArrayList<Experiment>();
        all.add(
                new Experiment(
                        ChargeOption.COUNT_FAILED,
                        404,
                        0,
                        1,
                        () -> door.get(OrgDoor.data("/sobjects/Account/001000000000000AAA"))));
        all.add(
                new Experiment(
                        ChargeOption.COUNT_NOT_MODIFIED,
                        304,
                        0,
                        1,
                        () ->
                                door.send(
                                        "GET",
                                        OrgDoor.data("/sobjects/Account/describe"),
                                        "",
                                        "If-Modified-Since",
                                        HTTP_DATE.format(Instant.parse("2099-01-01T00:00:00Z")))));
        all.add(
                new Experiment(
                        ChargeOption.COUNT_EACH_BATCH_SUBREQUEST,
                        200,
                        1,
                        2,
                        () ->
                                door.send(
                                        "POST",
                                        OrgDoor.data("/composite/batch"),
                                        BATCH,
                                        "Content-Type",
                                        "application/json")));
        all.add(
                new Experiment(
                        ChargeOption.COUNT_UNAUTHORIZED, 401, 0, 1, () -> door.stranger(LOOK)));
        all.add(new Experiment(ChargeOption.COUNT_OAUTH, 200, 0, 1, door::login));
        if (!identityPath.isEmpty()) {
            all.add(
                    new Experiment(
                            ChargeOption.COUNT_IDENTITY, 200, 0, 1, () -> door.get(identityPath)));
        }
        return all;
    }

    private static final String BATCH =
            "{\"batchRequests\":[{\"method\":\"GET\",\"url\":\"v66.0/limits\"},"
                    + "{\"method\":\"GET\",\"url\":\"v66.0/limits\"}]}";

    private Answer answer(Experiment experiment) throws IOException, InterruptedException {
        var evidence = "the org's answers carry no count";
        for (var attempt = 0; attempt < TRIES_MAX; attempt++) {
            if (door.sent() + TIMES + 1 > CALLS_MAX) {
                return new Answer(
                        experiment.option(),
                        Optional.empty(),
                        attempt == 0 ? "no calls were left to ask" : evidence);
            }
            var before = last;
            var status = experiment.status();
            for (var i = 0; i < TIMES && status == experiment.status(); i++) {
                status = experiment.call().once().status();
            }
            last = count();
            if (status != experiment.status()) {
                return new Answer(
                        experiment.option(),
                        Optional.empty(),
                        "the org answered " + status + ", not " + experiment.status());
            }
            if (before.isEmpty() || last.isEmpty()) {
                continue;
            }
            var grown = last.getAsLong() - before.getAsLong() - 1;
            evidence = TIMES + " calls moved the count by " + grown;
            if (grown == (long) TIMES * experiment.counted()) {
                return new Answer(experiment.option(), Optional.of(true), evidence);
            }
            if (grown == (long) TIMES * experiment.plain()) {
                return new Answer(experiment.option(), Optional.of(false), evidence);
            }
            evidence += "; others were calling";
        }
        return new Answer(experiment.option(), Optional.empty(), evidence);
    }

    private OptionalLong count() throws IOException, InterruptedException {
        var info = door.get(LOOK).limitInfo();
        for (var part : info.map(LimitInfo::parts).orElse(List.of())) {
            if (part instanceof LimitInfo.ApiUsage usage) {
                return OptionalLong.of(usage.used());
            }
        }
        return OptionalLong.empty();
    }
}
