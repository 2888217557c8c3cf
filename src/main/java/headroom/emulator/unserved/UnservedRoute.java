package headroom.emulator.unserved;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.CallName;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Session;
import headroom.emulator.call.Work;
import headroom.salesforce.ApiError;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.LimitInfo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A family that is not served: its calls are charged as Salesforce would, then answered 501.
///
/// @param prefix the paths that are its, without the first slash, in lower case
/// @param logWord the family as usage logs name it
/// @param what names it in the answer
public record UnservedRoute(
        String prefix, ApiFamily family, String logWord, int charge, String what)
        implements Handler {
    private static final Pattern SOAP_SESSION =
            Pattern.compile("<(?:\\w+:)?sessionId[^>]*>([^<]*)</");

    @Override
    public Optional<Work> open(Call call) {
        var path = call.target().path().substring(1).toLowerCase(Locale.ROOT);
        return path.startsWith(prefix) ? Optional.of(new Opened(call)) : Optional.empty();
    }

    @Override
    public List<String> refuses() {
        return List.of(what + " (`/" + prefix + "`)");
    }

    private final class Opened implements Work {
        private final Call call;

        Opened(Call call) {
            this.call = call;
        }

        @Override
        public CallName name() {
            return new CallName(logWord, "", call.method(), "/" + prefix, "");
        }

        @Override
        public int charge() {
            return charge;
        }

        @Override
        public Access access() {
            return charge == 0 ? Access.OPEN : Access.SESSION;
        }

        /// SOAP carries it in the envelope.
        @Override
        public String token() {
            var soap = SOAP_SESSION.matcher(isSoap() ? call.bodyText() : "");
            return soap.find() ? soap.group(1).strip() : call.bearer();
        }

        private boolean isSoap() {
            return family == ApiFamily.METADATA || family == ApiFamily.APEX_SOAP;
        }

        @Override
        public Caller claimed() {
            return Caller.nobody(call.callOptionsClient());
        }

        @Override
        public Answer run(Session session) {
            throw ApiFailure.notServed(what);
        }

        @Override
        public Answer refuse(ApiFailure failure) {
            if (family == ApiFamily.EVENTS) {
                return Bayeux.refusal(failure);
            }
            var form = ApiError.formFor(family, call.headers(), call.target().raw());
            var error = ApiError.render(form, failure.status(), failure.code(), failure.message());
            var status = failure.status() == 501 ? 501 : error.status();
            return Answer.of(status, error.contentType(), error.body());
        }

        @Override
        public Answer seal(Answer answer, Usage usage) {
            return charge == 0 || isSoap()
                    ? answer
                    : answer.with(
                            LimitInfo.HEADER, LimitInfo.of(usage.used(), usage.max()).render());
        }
    }
}
