package headroom.gateway;

import headroom.salesforce.ApiFamily;
import headroom.salesforce.RecordId;
import headroom.salesforce.SoapLoginAnswer;
import headroom.salesforce.TokenAnswer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads a login's answer for whose session it holds, and points its URLs at the gateway.
final class LoginAnswer {
    private LoginAnswer() {}

    /// The body as the client shall see it.
    ///
    /// @param body as the org sent it
    /// @return the body for the client in the same encoding, or null to send it as it came
    static byte @Nullable [] rewrite(
            Call call, byte[] body, @Nullable String encoding, String base, Lane lane) {
        var zipped = encoding != null && encoding.equalsIgnoreCase("gzip");
        if (encoding != null && !zipped && !encoding.equalsIgnoreCase("identity")) {
            return null;
        }
        try {
            var max = lane.gateway.options.limits().bodyRewriteBytesMax();
            var plain = zipped ? Gzip.open(body, max) : body;
            learn(call, plain, lane);
            var text = new String(plain, StandardCharsets.UTF_8);
            var changed = new AnswerRewrite(base).body(call, text).getBytes(StandardCharsets.UTF_8);
            return zipped ? Gzip.close(changed) : changed;
        } catch (IOException e) {
            // No gzip after all: the client shall see what the org sent.
            return null;
        }
    }

    private static void learn(Call call, byte[] plain, Lane lane) {
        if (call.isTokenRequest()) {
            TokenAnswer.parse(plain)
                    .ifPresent(answer ->
                            remember(
                                    call,
                                    answer.accessToken(),
                                    answer.orgId(),
                                    answer.userId(),
                                    lane));
        } else if (call.classified().kind().family() == ApiFamily.SOAP) {
            SoapLoginAnswer.parse(plain)
                    .ifPresent(answer ->
                            remember(
                                    call,
                                    answer.sessionId(),
                                    answer.orgId(),
                                    answer.userName().isEmpty()
                                            ? answer.userId()
                                            : answer.userName(),
                                    lane));
        }
    }

    private static void remember(Call call, String token, String orgId, String user, Lane lane) {
        var org = call.target.org();
        RecordId.find(orgId).ifPresent(org::learnId);
        var caller =
                call.caller.user().isEmpty()
                        ? new Caller(call.caller.integration(), user)
                        : call.caller;
        call.caller = caller;
        lane.gateway.tokens.learn(lane.tokenHash.of(token), org.ledgerId, caller);
    }
}
