package headroom.salesforce;

import java.util.Optional;

/// What SOAP `login()` gave out.
///
/// @param sessionId a secret, which `toString` leaves out
/// @param orgId the 15 characters of the org's id; empty if unknown
/// @param userId the 15 characters of the user's id; empty if unknown
public record SoapLoginAnswer(
        String sessionId,
        String serverUrl,
        String metadataServerUrl,
        String userId,
        String userName,
        String orgId) {
    private static final int BODY_BYTES_MAX = 64 * 1024;

    /// Reads an answer that holds a session id, plain or gzipped; empty for any other text.
    public static Optional<SoapLoginAnswer> parse(byte[] xml) {
        var cursor = XmlCursor.open(Unzip.head(xml, null, BODY_BYTES_MAX));
        var sessionId = "";
        var serverUrl = "";
        var metadataServerUrl = "";
        var userId = "";
        var userName = "";
        var orgId = "";
        while (cursor.next()) {
            if (cursor.isStart()) {
                continue;
            }
            switch (cursor.name()) {
                case "sessionId" -> sessionId = cursor.text();
                case "serverUrl" -> serverUrl = cursor.text();
                case "metadataServerUrl" -> metadataServerUrl = cursor.text();
                case "userId" -> userId = key(cursor.text());
                case "userName" -> userName = cursor.text();
                case "organizationId" -> orgId = key(cursor.text());
                default -> {}
            }
        }
        var org = orgId.isEmpty() ? TokenAnswer.orgIdOf(sessionId) : orgId;
        return sessionId.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SoapLoginAnswer(
                                sessionId, serverUrl, metadataServerUrl, userId, userName, org));
    }

    private static String key(String text) {
        return RecordId.key(text).map(RecordId::text15).orElse("");
    }

    @Override
    public String toString() {
        return "SoapLoginAnswer[org=%s, user=%s, server=%s]".formatted(orgId, userName, serverUrl);
    }
}
