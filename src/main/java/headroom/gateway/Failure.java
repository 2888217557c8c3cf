package headroom.gateway;

import headroom.salesforce.ApiError;

/// What the gateway says when it cannot bring a call to its end: what happened, whether the call
/// may have cost something, and what to do. In the form of the client's API.
///
/// @param status HTTP status
record Failure(int status, String message) {
    private static final String CODE = "SERVER_UNAVAILABLE";

    static Failure crowded(Limits limits) {
        return new Failure(
                503,
                "Headroom has no free connection to the org: "
                        + limits.orgConnectionsMax()
                        + " are in use and the queue is full. Nothing was sent. Try again later.");
    }

    static Failure noAnswer(String why) {
        return new Failure(
                502,
                "The org gave no answer: "
                        + why
                        + ". The call may have been carried out, and is counted.");
    }

    static Failure timedOut(long waitedMillis) {
        return new Failure(
                504,
                "The org did not answer within "
                        + waitedMillis
                        + " ms. The call may have been carried out, and is counted.");
    }

    static Failure answerTooLarge(Limits limits) {
        return new Failure(
                502,
                "The org's answer to this login is larger than "
                        + limits.bodyRewriteBytesMax()
                        + " bytes, the most that Headroom rewrites.");
    }

    PlainAnswer answer(Call call) {
        return answer(call, status, CODE, message);
    }

    static PlainAnswer refused(Call call, String reason) {
        return answer(call, 403, "REQUEST_LIMIT_EXCEEDED", reason);
    }

    private static PlainAnswer answer(Call call, int status, String code, String message) {
        var family = call.classified().kind().family();
        return PlainAnswer.of(ApiError.formFor(family, call, call.uri), status, code, message);
    }
}
