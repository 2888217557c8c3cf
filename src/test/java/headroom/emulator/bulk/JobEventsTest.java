package headroom.emulator.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.Books;
import headroom.emulator.EmulatorClock;
import headroom.emulator.EmulatorOptions;
import headroom.emulator.EventLogOptions;
import headroom.emulator.Gauge;
import headroom.emulator.bulk2.IngestJobs;
import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;
import headroom.emulator.call.JobEvent;
import headroom.emulator.call.Session;
import headroom.emulator.call.Target;
import headroom.emulator.call.Tasks;
import headroom.emulator.eventlog.EventLogs;
import headroom.emulator.org.Org;
import headroom.emulator.rest.RestCall;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Every state of a job is told to whoever subscribed, in order and once.
class JobEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ROOT = "/services/data/v66.0/jobs/ingest";

    private final HandTasks tasks = new HandTasks();
    private final EventLogs logs = new EventLogs(EventLogOptions.DEFAULTS, "00DHr0000000001");
    private final EmulatorOptions options =
            EmulatorOptions.defaults().withClock(EmulatorClock.standingAt(NOW));
    private final Gauge gauge = new Gauge(options, new Books(options.clock(), 1, 0));
    private final Org org = new Org(options, logs, gauge, tasks);
    private final List<JobEvent> told = new ArrayList<>();

    /// Runs tasks when the test says so, whatever they wait for.
    private static final class HandTasks implements Tasks {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void soon(Runnable slice) {
            waiting.add(slice);
        }

        @Override
        public void later(Duration delay, Runnable slice) {
            waiting.add(slice);
        }

        void runAll() {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }
    }

    @AfterEach
    void end() {
        org.end();
        logs.close();
    }

    private static RestCall call(String method, String path, String body, String... names) {
        var call =
                new Call(
                        "request",
                        NOW,
                        method,
                        Target.parse(path),
                        _ -> null,
                        body.getBytes(StandardCharsets.UTF_8),
                        "http://localhost",
                        "127.0.0.1");
        var session = new Session("token", "ann", "005Hr0000000001AAA", "app", "");
        return new RestCall(call, session, List.of(names));
    }

    private static String id(Answer answer) {
        var found =
                Pattern.compile("\"id\":\"(\\w+)\"")
                        .matcher(new String(answer.body(), StandardCharsets.UTF_8));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void aJobTellsOfItsWholeLife() {
        org.jobEvents().subscribe(told::add);
        var jobs = new IngestJobs(new Jobs(org));
        var insert = "{\"object\":\"Account\",\"operation\":\"insert\"}";

        var id = id(jobs.create(call("POST", ROOT, insert)));
        jobs.upload(call("PUT", ROOT + "/" + id + "/batches", "Name\nA\n\"\"\nB\n", id));
        jobs.change(call("PATCH", ROOT + "/" + id, "{\"state\":\"UploadComplete\"}", id));
        tasks.runAll();

        assertThat(told)
                .extracting(JobEvent::state)
                .containsExactly("Open", "UploadComplete", "InProgress", "JobComplete");
        assertThat(told)
                .allSatisfy(event -> {
                    assertThat(event.jobId()).isEqualTo(id);
                    assertThat(event.api()).isEqualTo(JobEvent.Api.V2);
                    assertThat(event.userId()).isEqualTo("005Hr0000000001AAA");
                });
        var last = told.getLast();
        assertThat(last.processed()).isEqualTo(3);
        assertThat(last.failed()).isEqualTo(1);
        assertThat(last.resultBytes()).isPositive();
    }

    @Test
    void aMultipartJobIsNeverOpen() {
        org.jobEvents().subscribe(told::add);
        var jobs = new IngestJobs(new Jobs(org));
        var body =
                "--B\r\nContent-Disposition: form-data; name=\"job\"\r\n\r\n"
                        + "{\"object\":\"Account\",\"operation\":\"insert\"}\r\n--B\r\n"
                        + "Content-Disposition: form-data; name=\"content\"\r\n\r\nNmae\nA\n"
                        + "\r\n--B--\r\n";
        var plain = call("POST", ROOT, body).call();
        var multipart =
                new Call(
                        plain.requestId(),
                        plain.at(),
                        plain.method(),
                        plain.target(),
                        name ->
                                name.equals("Content-Type")
                                        ? "multipart/form-data; boundary=B"
                                        : null,
                        plain.body(),
                        plain.baseUrl(),
                        plain.clientIp());

        jobs.create(new RestCall(multipart, call("POST", ROOT, "").session(), List.of()));
        tasks.runAll();

        assertThat(told)
                .extracting(JobEvent::state)
                .containsExactly("UploadComplete", "InProgress", "Failed");
        assertThat(told.getLast().message()).contains("Field name not found : Nmae");
    }
}
