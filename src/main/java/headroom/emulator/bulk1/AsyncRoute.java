package headroom.emulator.bulk1;

import headroom.emulator.BulkOptions.Spent;
import headroom.emulator.bulk.Jobs;
import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.CallName;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Session;
import headroom.emulator.call.Work;
import headroom.emulator.rest.ApiVersions;
import headroom.emulator.soql.Cursors;
import headroom.salesforce.ApiError;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.LimitInfo;

import java.util.List;
import java.util.Optional;

/// Everything below `services/async`: each call charges one, and errors are the Bulk API's own.
public final class AsyncRoute implements Handler {
    private static final int PATH_MAX = 500;

    private final AsyncApi api;
    private final Spent spent;

    public AsyncRoute(Jobs jobs, Cursors cursors) {
        this.api = new AsyncApi(jobs, cursors);
        this.spent = jobs.org().options().bulk().spent();
    }

    @Override
    public Optional<Work> open(Call call) {
        return call.segment(0).equalsIgnoreCase("services")
                        && call.segment(1).equalsIgnoreCase("async")
                ? Optional.of(new Opened(call))
                : Optional.empty();
    }

    @Override
    public List<String> serves() {
        var job = "services/async/{}/job";
        var batch = job + "/{}/batch";
        return List.of(
                "POST " + job,
                "GET " + job + "/{}",
                "POST " + job + "/{}",
                "GET " + batch,
                "POST " + batch,
                "GET " + batch + "/{}",
                "GET " + batch + "/{}/request",
                "GET " + batch + "/{}/result",
                "GET " + batch + "/{}/result/{}");
    }

    @Override
    public List<String> refuses() {
        return List.of("Bulk jobs of zipped content (`ZIP_CSV`, `ZIP_XML`, `ZIP_JSON`)");
    }

    private final class Opened implements Work {
        private final Call call;

        Opened(Call call) {
            this.call = call;
        }

        @Override
        public CallName name() {
            var path = call.target().path();
            return new CallName(
                    "Bulk",
                    ApiVersions.parse(call.segment(2)).map(version -> version + ".0").orElse(""),
                    call.method(),
                    path.length() > PATH_MAX ? path.substring(0, PATH_MAX) : path,
                    api.job(call).map(job -> job.ticket().object()).orElse(""));
        }

        @Override
        public int charge() {
            return 1;
        }

        @Override
        public Access access() {
            return Access.SESSION;
        }

        /// A header of its own; no other is read.
        @Override
        public String token() {
            return call.header("X-SFDC-Session").strip();
        }

        @Override
        public Caller claimed() {
            return Caller.nobody(call.callOptionsClient());
        }

        @Override
        public Answer run(Session session) {
            return api.serve(call, session);
        }

        /// Always HTTP 400, but for what is our own fault.
        @Override
        public Answer refuse(ApiFailure failure) {
            var isSpent = failure.code().equals("REQUEST_LIMIT_EXCEEDED");
            if (isSpent && spent == Spent.REST_FORM) {
                return answer(ApiError.Form.REST_JSON, 403, failure.code(), failure);
            }
            var code = failure.status() == 501 ? "FeatureNotEnabled" : failure.code();
            var status = failure.status() < 500 ? 400 : failure.status();
            return answer(form(), status, code, failure);
        }

        /// A batch is answered in its job's format, a job in the request's.
        private ApiError.Form form() {
            var isJobPost = call.method().equals("POST") && call.segment(5).isEmpty();
            var job = isJobPost ? Optional.<AsyncJob>empty() : api.job(call);
            return job.map(known ->
                            known.format() == Format.JSON
                                    ? ApiError.Form.BULK_JSON
                                    : ApiError.Form.BULK_XML)
                    .orElseGet(() ->
                            ApiError.formFor(ApiFamily.BULK, call.headers(), call.target().raw()));
        }

        private static Answer answer(
                ApiError.Form form, int status, String code, ApiFailure failure) {
            var error = ApiError.render(form, status, code, failure.message());
            return Answer.of(error.status(), error.contentType(), error.body());
        }

        @Override
        public Answer seal(Answer answer, Usage usage) {
            return answer.with(LimitInfo.HEADER, LimitInfo.of(usage.used(), usage.max()).render());
        }
    }
}
