package headroom.gateway;

import headroom.salesforce.ApiError;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.SoapPeek;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The steps that a call takes before it is booked and forwarded. A new step is a new file and a
/// component here. Immutable.
record Steps(Identify identify, Admit admit, Economise economise) {
    /// Enough for any token request.
    private static final int FORM_BYTES_MAX = 64 * 1024;

    /// How much of the body the steps must see; 0 for most calls.
    int peekBytes(Call call) {
        if (call.isTokenRequest()) {
            return FORM_BYTES_MAX;
        }
        return call.target.org().classifier.peekBytes(call.method, call.uri, call);
    }

    /// Classifies and identifies.
    ///
    /// @return the refusal of a session that another org issued, else null
    @Nullable PlainAnswer examine(Call call, TokenHash tokenHash) {
        var org = call.target.org();
        var classified = org.classifier.classify(call.method, call.uri, call, call.peek);
        call.classification = classified;
        var family = classified.kind().family();
        Optional<SoapPeek> soap =
                isSoap(family) && call.peek.length > 0
                        ? Optional.of(SoapPeek.parse(call.peek, call.first("Content-Encoding")))
                        : Optional.empty();
        var token = call.headerToken().or(() -> soap.map(SoapPeek::sessionId).filter(Steps::said));
        if (token.isPresent() && !org.fits(token.get())) {
            return stranger(call, family);
        }
        call.caller = identify.identify(call, soap, token.map(tokenHash::of));
        return null;
    }

    private static boolean isSoap(ApiFamily family) {
        return switch (family) {
            case SOAP, APEX_SOAP, METADATA, TOOLING -> true;
            default -> false;
        };
    }

    private static boolean said(String text) {
        return !text.isEmpty();
    }

    private static PlainAnswer stranger(Call call, ApiFamily family) {
        var form = ApiError.formFor(family, call, call.uri);
        var message =
                "Session expired or invalid: it was issued by another org than the one this address"
                        + " stands for. Nothing was forwarded.";
        return PlainAnswer.of(form, 401, "INVALID_SESSION_ID", message);
    }
}
