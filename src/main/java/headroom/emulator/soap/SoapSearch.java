package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.soap.PartnerApi.SoapCall;
import headroom.emulator.soql.Searches;
import headroom.emulator.soql.Viewer;

/// SOSL over SOAP.
final class SoapSearch {
    private final Org org;

    SoapSearch(Org org) {
        this.org = org;
    }

    String search(SoapCall call) {
        SoapRows.refuseEnterprise(call);
        var text = call.arguments().text("searchString");
        if (text.isBlank()) {
            throw new ApiFailure(500, "MALFORMED_SEARCH", "A search string has to be specified");
        }
        var viewer = Viewer.of(org.access(), call.session().userId());
        var searches = new Searches(org.store(), viewer);
        var rows = new RowXml(org.store());
        var xml = new XmlText().open("searchResponse").open("result");
        xml.put("queryId", call.call().requestId());
        for (var found : searches.search(text, call.call().at())) {
            for (var row : found.rows()) {
                xml.open("searchRecords");
                rows.write(xml, "record", row, found.query().projection());
                xml.nil("searchRecordMetadata").nil("snippet");
                xml.close("searchRecords");
            }
        }
        return xml.close("result").close("searchResponse").toString();
    }
}
