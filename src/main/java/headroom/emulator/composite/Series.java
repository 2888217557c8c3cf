package headroom.emulator.composite;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Json;
import headroom.emulator.org.Org;
import headroom.emulator.rest.RestCall;
import headroom.emulator.rest.SubCalls;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A series of subrequests that may refer to each other's answers. One owner, one call.
final class Series {
    private final Org org;
    private final SubCalls calls;
    private final RestCall parent;
    private final List<Subrequest> requests;
    private final Predicate<Subrequest> isServed;
    private final References references;

    Series(
            Org org,
            SubCalls calls,
            RestCall parent,
            List<Subrequest> requests,
            Predicate<Subrequest> isServed) {
        this.org = org;
        this.calls = calls;
        this.parent = parent;
        this.requests = requests;
        this.isServed = isServed;
        this.references = new References(parent.version());
    }

    /// Runs all and answers in the order they came, whatever the order they ran in.
    List<SubAnswer> run(boolean allOrNone, boolean collate) {
        var order =
                collate
                        ? Collation.order(requests)
                        : IntStream.range(0, requests.size()).boxed().toList();
        var answers = new @Nullable SubAnswer[requests.size()];
        var point = org.store().savepoint();
        var kept = false;
        try {
            kept = run(order, answers, allOrNone);
        } finally {
            if (kept) {
                org.store().release(point);
            } else {
                org.store().rollback(point);
            }
        }
        var whole = new ArrayList<SubAnswer>(answers.length);
        for (var answer : answers) {
            whole.add(answer == null ? SubAnswer.rolledBack() : answer);
        }
        return whole;
    }

    /// Runs in that order; at a failure that none may survive, only its answer is left.
    private boolean run(List<Integer> order, @Nullable SubAnswer[] answers, boolean allOrNone) {
        for (var place : order) {
            var request = requests.get(place);
            var answer = perform(request);
            if (allOrNone && isFailed(request, answer)) {
                java.util.Arrays.fill(answers, null);
                answers[place] = answer;
                return false;
            }
            answers[place] = answer;
            references.put(request.referenceId(), answer.body());
        }
        return true;
    }

    private static boolean isFailed(Subrequest request, SubAnswer answer) {
        return answer.isError() || (request.isCollection() && answer.hasFailedRow());
    }

    private SubAnswer perform(Subrequest given) {
        try {
            var request = resolved(given);
            if (!isServed.test(request)) {
                throw new ApiFailure(
                        400,
                        "INVALID_INPUT",
                        "The resource is not supported in this request: "
                                + request.method()
                                + " "
                                + request.url());
            }
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(request.headers());
            headers.put("Content-Type", "application/json");
            var node = request.body();
            var body = node == null || node.isNull() ? new byte[0] : Json.bytes(node);
            return SubAnswer.of(
                    calls.perform(parent, request.method(), request.url(), headers::get, body));
        } catch (ApiFailure failure) {
            return SubAnswer.refusal(failure);
        }
    }

    private Subrequest resolved(Subrequest given) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        given.headers().forEach((name, value) -> headers.put(name, references.inText(value)));
        var body = given.body();
        return new Subrequest(
                given.method(),
                references.inUrl(given.url()),
                given.referenceId(),
                headers,
                body == null ? null : references.inBody(body));
    }

    /// `{"compositeResponse": […]}`.
    static void write(JsonGenerator json, List<Subrequest> requests, List<SubAnswer> answers) {
        json.writeStartObject();
        json.writeArrayPropertyStart("compositeResponse");
        for (var i = 0; i < requests.size(); i++) {
            answers.get(i).write(json, requests.get(i).referenceId());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
