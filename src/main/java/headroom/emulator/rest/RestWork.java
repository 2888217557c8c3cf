package headroom.emulator.rest;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.CallName;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Work;
import headroom.salesforce.ApiError;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.LimitInfo;

import java.util.regex.Pattern;

/// What all REST calls share: a bearer token, errors as arrays (or XML if asked), the limit header.
abstract class RestWork implements Work {
    private static final Pattern FROM =
            Pattern.compile("\\bfrom\\s+(\\w{1,80})", Pattern.CASE_INSENSITIVE);
    private static final int PATH_MAX = 500;

    private final Call call;
    private final Access access;
    private final int charge;

    RestWork(Call call, Access access, int charge) {
        this.call = call;
        this.access = access;
        this.charge = charge;
    }

    final Call call() {
        return call;
    }

    @Override
    public CallName name() {
        var path = call.target().path();
        var resource = path.startsWith("/services/data") ? path.substring(14) : path;
        return new CallName(
                "REST",
                ApiVersions.parse(call.segment(2)).map(version -> version + ".0").orElse(""),
                call.method(),
                resource.length() > PATH_MAX ? resource.substring(0, PATH_MAX) : resource,
                object());
    }

    private String object() {
        if (call.segment(3).equals("sobjects")) {
            return call.segment(4);
        }
        if (call.segment(3).startsWith("query")) {
            var from = FROM.matcher(call.parameter("q"));
            return from.find() ? from.group(1) : "";
        }
        return "";
    }

    @Override
    public int charge() {
        return charge;
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public String token() {
        return call.bearer();
    }

    @Override
    public Caller claimed() {
        return Caller.nobody(call.callOptionsClient());
    }

    @Override
    public Answer refuse(ApiFailure failure) {
        var family = call.segment(3).equalsIgnoreCase("jobs") ? ApiFamily.BULK2 : ApiFamily.REST;
        var form = ApiError.formFor(family, call.headers(), call.target().raw());
        var error =
                ApiError.render(
                        form,
                        failure.status(),
                        failure.code(),
                        failure.message(),
                        failure.fields());
        return failure.json().isEmpty() || !error.contentType().contains("json")
                ? Answer.of(error.status(), error.contentType(), error.body())
                : Answer.of(error.status(), error.contentType(), failure.json());
    }

    @Override
    public Answer seal(Answer plain, Usage usage) {
        var answer = AnswerForm.of(call, plain);
        return charge == 0
                ? answer
                : answer.with(LimitInfo.HEADER, LimitInfo.of(usage.used(), usage.max()).render());
    }
}
