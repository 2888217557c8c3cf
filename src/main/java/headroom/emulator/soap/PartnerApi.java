package headroom.emulator.soap;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.CallName;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Session;
import headroom.emulator.call.Work;
import headroom.emulator.org.Org;
import headroom.emulator.soql.Cursors;
import headroom.salesforce.ApiError;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/services/Soap/u/65.0`, and `/c/` for what needs no typed records: the operations in one table.
public final class PartnerApi implements Handler {
    private final Map<String, Operation> operations = new HashMap<>();
    private final int loginCharge;

    /// Does one operation and gives the elements of its answer.
    @FunctionalInterface
    interface Operation {
        String run(SoapCall call);
    }

    /// An operation's call: the envelope, and who calls.
    record SoapCall(Call call, Envelope envelope, Session session) {
        XmlNode arguments() {
            return envelope.operation();
        }
    }

    public PartnerApi(Org org, Cursors cursors) {
        this.loginCharge = org.options().charges().login() ? 1 : 0;
        var login = new SoapLogin(org);
        var writes = new SoapWrites(org);
        var rows = new SoapRows(org);
        var changes = new SoapChanges(org);
        var queries = new SoapQueries(org, cursors);
        var describes = new SoapDescribes(org);
        operations.put("login", login::login);
        operations.put("logout", login::logout);
        operations.put("getUserInfo", login::getUserInfo);
        operations.put("getServerTimestamp", login::getServerTimestamp);
        operations.put("query", queries::query);
        operations.put("queryAll", queries::queryAll);
        operations.put("queryMore", queries::queryMore);
        operations.put("create", writes::create);
        operations.put("update", writes::update);
        operations.put("upsert", writes::upsert);
        operations.put("delete", writes::delete);
        operations.put("undelete", writes::undelete);
        operations.put("emptyRecycleBin", writes::emptyRecycleBin);
        operations.put("retrieve", rows::retrieve);
        operations.put("getUpdated", changes::getUpdated);
        operations.put("getDeleted", changes::getDeleted);
        operations.put("search", new SoapSearch(org)::search);
        operations.put("invalidateSessions", login::invalidateSessions);
        operations.put("describeGlobal", describes::describeGlobal);
        operations.put("describeSObject", describes::describeSObject);
        operations.put("describeSObjects", describes::describeSObjects);
    }

    @Override
    public Optional<Work> open(Call call) {
        var type = call.segment(2);
        if (!call.segment(0).equals("services")
                || !call.segment(1).equalsIgnoreCase("Soap")
                || !(type.equals("u") || type.equals("c"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SoapWork(call, Envelope.parse(call)));
        } catch (ApiFailure failure) {
            return Optional.of(new UnreadableWork(call, failure));
        }
    }

    @Override
    public List<String> serves() {
        return operations.keySet().stream().sorted().map(name -> "SOAP " + name).toList();
    }

    @Override
    public List<String> refuses() {
        return PartnerOperations.NOT_SERVED.stream()
                .filter(name -> !operations.containsKey(name))
                .sorted()
                .map(name -> "SOAP " + name)
                .toList();
    }

    private static Answer fault(Call call, ApiFailure failure) {
        if (ClientFault.is(failure)) {
            return ClientFault.answer(failure);
        }
        var form =
                call.segment(2).equals("c")
                        ? ApiError.Form.SOAP_ENTERPRISE
                        : ApiError.Form.SOAP_PARTNER;
        var error = ApiError.render(form, 500, code(failure), message(failure));
        var status = failure.status() == 501 ? 501 : error.status();
        return Answer.of(status, error.contentType(), error.body());
    }

    /// The Java client knows the WSDL's codes and no others.
    private static String code(ApiFailure failure) {
        return switch (failure.code()) {
            case "NOT_IMPLEMENTED" -> "FUNCTIONALITY_NOT_ENABLED";
            case "NOT_FOUND" -> "INVALID_TYPE";
            default -> failure.code();
        };
    }

    /// Clients renew a session only on these very words.
    private static String message(ApiFailure failure) {
        return failure.code().equals("INVALID_SESSION_ID")
                ? "Invalid Session ID found in SessionHeader: Illegal Session. Session not found"
                : failure.message();
    }

    private final class SoapWork implements Work {
        private final Call call;
        private final Envelope envelope;

        SoapWork(Call call, Envelope envelope) {
            this.call = call;
            this.envelope = envelope;
        }

        private boolean isLogin() {
            return envelope.operation().name().equals("login");
        }

        @Override
        public CallName name() {
            return new CallName(
                    "SOAP",
                    envelope.version(),
                    "POST",
                    envelope.operation().name(),
                    SoapRows.objectOf(envelope.operation()));
        }

        @Override
        public int charge() {
            return isLogin() ? loginCharge : 1;
        }

        @Override
        public Access access() {
            return isLogin() ? Access.OPEN : Access.SESSION;
        }

        @Override
        public String token() {
            return envelope.session();
        }

        @Override
        public Caller claimed() {
            return Caller.claiming(
                    isLogin() ? envelope.operation().text("username").strip() : "",
                    "",
                    envelope.client());
        }

        @Override
        public Answer run(Session session) {
            SoapVersions.check(envelope.version());
            var name = envelope.operation().name();
            var operation = operations.get(name);
            if (operation == null) {
                throw PartnerOperations.NOT_SERVED.contains(name)
                        ? ApiFailure.notServed("The SOAP operation " + name)
                        : ClientFault.unknown(envelope.operation());
            }
            var result = operation.run(new SoapCall(call, envelope, session));
            return Answer.of(200, Answer.XML, result.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Answer refuse(ApiFailure failure) {
            return fault(call, failure);
        }

        @Override
        public Answer seal(Answer answer, Usage usage) {
            if (answer.status() != 200) {
                return answer;
            }
            var result = new String(answer.body(), StandardCharsets.UTF_8);
            return answer.withBody(envelope.answer(result, isLogin() ? null : usage));
        }
    }

    /// A call whose envelope could not be read: nothing is known of it, nothing is charged.
    private static final class UnreadableWork implements Work {
        private final Call call;
        private final ApiFailure failure;

        UnreadableWork(Call call, ApiFailure failure) {
            this.call = call;
            this.failure = failure;
        }

        @Override
        public CallName name() {
            return new CallName("SOAP", "", "POST", "", "");
        }

        @Override
        public int charge() {
            return 0;
        }

        @Override
        public Access access() {
            return Access.OPEN;
        }

        @Override
        public String token() {
            return "";
        }

        @Override
        public Caller claimed() {
            return Caller.nobody("");
        }

        @Override
        public Answer run(Session session) {
            throw failure;
        }

        @Override
        public Answer refuse(ApiFailure refused) {
            return fault(call, refused);
        }

        @Override
        public Answer seal(Answer answer, Usage usage) {
            return answer;
        }
    }
}
