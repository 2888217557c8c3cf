package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Session;
import headroom.emulator.org.Org;
import headroom.emulator.records.Values;
import headroom.emulator.rest.ApiVersions;
import headroom.emulator.soap.PartnerApi.SoapCall;

import org.jspecify.annotations.Nullable;

/// Sessions over SOAP, and who has one.
///
/// The urls in the answer begin with the host the client asked, so that a gateway is not by-passed.
final class SoapLogin {
    private final Org org;

    SoapLogin(Org org) {
        this.org = org;
    }

    String login(SoapCall call) {
        refuseRetired(call);
        var username = call.arguments().text("username").strip();
        var user =
                org.users()
                        .login(
                                username,
                                call.arguments().text("password").strip(),
                                call.call().at())
                        .orElseThrow(() ->
                                new ApiFailure(
                                        500,
                                        "INVALID_LOGIN",
                                        "Invalid username, password, security token; or user"
                                                + " locked out."));
        if (!org.loginRate().allows(user.username(), call.call().at())) {
            throw new ApiFailure(500, "INVALID_LOGIN", "Login rate exceeded");
        }
        var session = org.sessions().open(user, "", "", call.call().at());
        var soap = call.call().baseUrl() + "/services/Soap/";
        var path = "/" + call.envelope().version() + "/" + org.options().orgId();
        var xml = new XmlText();
        xml.open("loginResponse").open("result");
        xml.put("metadataServerUrl", soap + "m" + path);
        xml.put("passwordExpired", false);
        xml.put("sandbox", org.options().edition().word().contains("sandbox"));
        xml.put("serverUrl", soap + (call.envelope().enterprise() ? "c" : "u") + path);
        xml.put("sessionId", session.token());
        xml.put("userId", session.userId());
        xml.open("userInfo");
        writeUser(xml, session);
        xml.close("userInfo");
        return xml.close("result").close("loginResponse").toString();
    }

    /// Salesforce took `login()` out of version 65 and lets orgs switch it off below.
    private void refuseRetired(SoapCall call) {
        var version = ApiVersions.parse(call.envelope().version()).orElse(0);
        var last = org.options().logins().soapVersionMax();
        if (last == 0) {
            throw new ApiFailure(
                    500,
                    "INVALID_OPERATION",
                    "SOAP API login() is disabled by default in this org. Contact the org"
                            + " administrator to enable SOAP API login().");
        }
        if (version > last) {
            throw new ApiFailure(
                    500,
                    "INVALID_OPERATION",
                    "The SOAP Login operation is not available in the API version specified ("
                            + call.envelope().version()
                            + "). Refer to the documentation for supported versions.");
        }
    }

    /// Ends sessions by their tokens, one result each.
    String invalidateSessions(SoapCall call) {
        var xml = new XmlText().open("invalidateSessionsResponse");
        for (var token : call.arguments().children("sessionIds")) {
            xml.open("result");
            if (org.sessions().find(token.text().strip(), call.call().at()).isPresent()) {
                org.sessions().revoke(token.text().strip());
                xml.put("success", true);
            } else {
                xml.open("errors").put("message", "Invalid session id");
                xml.put("statusCode", "INVALID_SESSION_ID").close("errors");
                xml.put("success", false);
            }
            xml.close("result");
        }
        return xml.close("invalidateSessionsResponse").toString();
    }

    String logout(SoapCall call) {
        org.sessions().revoke(call.session().token());
        return new XmlText().empty("logoutResponse").toString();
    }

    String getUserInfo(SoapCall call) {
        var xml = new XmlText().open("getUserInfoResponse").open("result");
        writeUser(xml, call.session());
        return xml.close("result").close("getUserInfoResponse").toString();
    }

    String getServerTimestamp(SoapCall call) {
        return new XmlText()
                .open("getServerTimestampResponse")
                .open("result")
                .put("timestamp", Values.soapTime(call.call().at()))
                .close("result")
                .close("getServerTimestampResponse")
                .toString();
    }

    private void writeUser(XmlText xml, Session session) {
        xml.put("accessibilityMode", false);
        xml.put("chatterExternal", false);
        xml.put("currencySymbol", "$");
        xml.put("orgAttachmentFileSizeLimit", 5_242_880);
        xml.put("orgDefaultCurrencyIsoCode", "USD");
        xml.put("orgDefaultCurrencyLocale", "en_US");
        xml.put("orgDisallowHtmlAttachments", false);
        xml.put("orgHasPersonAccounts", false);
        xml.put("organizationId", org.id18());
        xml.put("organizationMultiCurrency", false);
        xml.put("organizationName", org.options().orgName());
        xml.put("profileId", "00eHr0000000001AAA");
        xml.nil("roleId");
        xml.put("sessionSecondsValid", org.sessions().life().toSeconds());
        xml.nil("userDefaultCurrencyIsoCode");
        xml.put("userEmail", field(session, "Email"));
        xml.put("userFullName", field(session, "Name"));
        xml.put("userId", session.userId());
        xml.put("userLanguage", "en_US");
        xml.put("userLocale", "en_US");
        xml.put("userName", session.user());
        xml.put("userTimeZone", field(session, "TimeZoneSidKey"));
        xml.put("userType", "Standard");
        xml.put("userUiSkin", "Theme3");
    }

    private String field(Session session, String name) {
        @Nullable Object value = org.users().row(session.userId()).value(name);
        return value == null ? "" : String.valueOf(value);
    }
}
