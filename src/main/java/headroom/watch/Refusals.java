package headroom.watch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;

import javax.net.ssl.SSLException;

/// What an org's no means to an administrator, and what to do about it.
///
/// The codes are those of the OAuth and REST error pages (help.salesforce.com
/// `remoteaccess_oauth_flow_errors`; REST guide, "Status Codes and Error Responses").
final class Refusals {
    private Refusals() {}

    /// Why a login failed.
    static String ofLogin(Credentials credentials, OrgAnswer answer) {
        var words = answer.words().toLowerCase(Locale.ROOT);
        var what =
                switch (answer.code()) {
                    case "invalid_client_id" ->
                            "no app has this consumer key; compare `client-id` with the app's"
                                    + " settings, and give a new app ten minutes";
                    case "invalid_client", "invalid_client_credentials" ->
                            "the client secret is wrong or was rotated; put the current one where"
                                    + " `client-secret` refers to";
                    case "inactive_user" -> "the user is not active; activate it in Setup, Users";
                    case "inactive_org" -> "the org is locked or was deleted";
                    case "rate_limit_exceeded" ->
                            "too many logins of this user in an hour; wait, and see who else uses"
                                    + " it";
                    case "unsupported_grant_type" ->
                            "the app does not allow the " + credentials.flow() + " flow; tick it";
                    case "invalid_grant" -> grant(credentials, words);
                    default -> status(answer);
                };
        return what + said(answer);
    }

    private static String grant(Credentials credentials, String words) {
        if (words.contains("ip restricted") || words.contains("ip range")) {
            return "this machine's address is not allowed; in the app's policies set IP Relaxation"
                    + " to relax, or add the address to the profile's login IP ranges";
        }
        if (words.contains("no client credentials user")) {
            return "the app has no user to run as; name one in its policies under Client"
                    + " Credentials Flow";
        }
        if (words.contains("hasn't approved") || words.contains("not approved")) {
            return "the user is not pre-authorised; set Permitted Users to admin approved and give"
                    + " the user's profile or permission set to the app";
        }
        if (words.contains("audience")) {
            return "the audience is wrong; it is https://login.salesforce.com for production and"
                    + " https://test.salesforce.com for sandboxes";
        }
        if (words.contains("expired") || words.contains("inactive token")) {
            return "the token has expired or was revoked; authorise the app anew and keep the new"
                    + " refresh token";
        }
        if (words.contains("assertion")) {
            return "the signature does not fit; upload the certificate of this private key to the"
                    + " app, and compare the clocks";
        }
        return "the org does not accept these credentials for the " + credentials.flow() + " flow";
    }

    /// Why a call failed.
    static String ofCall(OrgAnswer answer) {
        var what =
                switch (answer.code()) {
                    case "API_DISABLED_FOR_ORG" ->
                            "this org has no API: its edition includes none (Essentials, Starter,"
                                    + " Professional without the API add-on); ask Salesforce for"
                                    + " API access";
                    case "API_CURRENTLY_DISABLED" ->
                            "the API is switched off for this user; give it the permission API"
                                    + " Enabled";
                    case "REQUEST_LIMIT_EXCEEDED" ->
                            "the org has spent its calls for now; this very check is refused";
                    case "INSUFFICIENT_ACCESS",
                            "INSUFFICIENT_ACCESS_OR_READONLY",
                            "FUNCTIONALITY_NOT_ENABLED" ->
                            "the user may not; give it View Setup and Configuration";
                    case "INVALID_SESSION_ID" ->
                            "the session was refused straight after the login; is the user's"
                                    + " session locked to an address?";
                    default -> status(answer);
                };
        return what + said(answer);
    }

    private static String status(OrgAnswer answer) {
        return answer.status() == 404
                ? "nothing is there; is `instance-url` the org's My Domain address?"
                : "the org answered " + answer.status();
    }

    private static String said(OrgAnswer answer) {
        if (answer.words().isEmpty()) {
            return answer.code().isEmpty() ? "" : " (" + answer.code() + ")";
        }
        return " (" + answer.code() + ": " + answer.words() + ")";
    }

    /// Why no answer came at all.
    static String ofNetwork(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return "no such host; compare `instance-url` with Setup, My Domain";
                }
                case HttpTimeoutException _ -> {
                    return "no answer in time; is a proxy needed (`egress-proxy`)?";
                }
                case SSLException tls -> {
                    return "no trust: "
                            + tls.getMessage()
                            + "; if a proxy re-signs the traffic, name its authority in"
                            + " `authorities`";
                }
                default -> {}
            }
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || "Connection refused".equals(cause.getMessage())) {
                return "nothing listens there; is a proxy needed (`egress-proxy`)?";
            }
        }
        return String.valueOf(e.getMessage());
    }
}
