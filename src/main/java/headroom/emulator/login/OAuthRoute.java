package headroom.emulator.login;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.CallName;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Session;
import headroom.emulator.call.Work;
import headroom.salesforce.ApiError;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A route of the login family: a fixed path whose calls need no session of their own.
///
/// @param path without slashes at the ends; a last `*` stands for the rest
/// @param charge what the options say a token or identity request counts
record OAuthRoute(Set<String> methods, String path, int charge, Desk desk) implements Handler {

    /// Answers the call and says who it was.
    @FunctionalInterface
    interface Desk {
        Served serve(Call call);
    }

    /// An answer and its caller.
    record Served(Answer answer, Caller caller) {}

    @Override
    public Optional<Work> open(Call call) {
        var asked = call.target().path().substring(1);
        var mine =
                path.endsWith("*")
                        ? asked.startsWith(path.substring(0, path.length() - 1))
                        : asked.equals(path);
        return mine && methods.contains(call.method())
                ? Optional.of(new OAuthWork(call))
                : Optional.empty();
    }

    @Override
    public List<String> serves() {
        return List.of(String.join("/", methods.stream().sorted().toList()) + " " + path);
    }

    private final class OAuthWork implements Work {
        private final Call call;
        private Caller caller;

        OAuthWork(Call call) {
            this.call = call;
            this.caller = Caller.nobody(call.callOptionsClient());
        }

        @Override
        public CallName name() {
            return new CallName("OAuth", "", call.method(), call.target().path(), "");
        }

        @Override
        public int charge() {
            return charge;
        }

        @Override
        public Access access() {
            return Access.OPEN;
        }

        @Override
        public String token() {
            return call.bearer();
        }

        @Override
        public Caller claimed() {
            return caller;
        }

        @Override
        public Answer run(Session session) {
            var served = desk.serve(call);
            caller = served.caller();
            return served.answer();
        }

        @Override
        public Answer refuse(ApiFailure failure) {
            var error =
                    ApiError.render(
                            ApiError.Form.OAUTH_JSON,
                            failure.status(),
                            failure.code(),
                            failure.message());
            return Answer.of(error.status(), error.contentType(), error.body())
                    .with("Cache-Control", "no-cache, no-store");
        }

        @Override
        public Answer seal(Answer answer, Usage usage) {
            return answer;
        }
    }
}
