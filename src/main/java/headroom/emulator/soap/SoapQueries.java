package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.org.Org;
import headroom.emulator.soap.PartnerApi.SoapCall;
import headroom.emulator.soql.Cursors;
import headroom.emulator.soql.Viewer;

/// SOQL over SOAP, page by page.
final class SoapQueries {
    private static final int PAGE_MIN = 200;
    private static final int PAGE_MAX = 2_000;

    private final Org org;
    private final Cursors cursors;

    SoapQueries(Org org, Cursors cursors) {
        this.org = org;
        this.cursors = cursors;
    }

    String query(SoapCall call) {
        return run(call, "query", false);
    }

    String queryAll(SoapCall call) {
        return run(call, "queryAll", true);
    }

    private String run(SoapCall call, String operation, boolean includeDeleted) {
        SoapRows.refuseEnterprise(call);
        var text = call.arguments().text("queryString");
        if (text.isBlank()) {
            throw new ApiFailure(500, "MALFORMED_QUERY", "A query string has to be specified");
        }
        var now = call.call().at();
        var viewer = Viewer.of(org.access(), call.session().userId());
        var query = cursors.bind(text, includeDeleted, now, viewer);
        return write(operation, cursors.run(query, pageRows(call), now));
    }

    String queryMore(SoapCall call) {
        SoapRows.refuseEnterprise(call);
        var locator = call.arguments().text("queryLocator").strip();
        return write("queryMore", cursors.more(locator, pageRows(call), call.call().at()));
    }

    private static int pageRows(SoapCall call) {
        var asked = call.envelope().batchSize();
        return asked.matches("[0-9]{1,6}")
                ? Math.clamp(Integer.parseInt(asked), PAGE_MIN, PAGE_MAX)
                : PAGE_MAX;
    }

    private String write(String operation, Cursors.Page page) {
        var rows = new RowXml(org.store());
        var xml = new XmlText();
        xml.open(operation + "Response").open("result", "xsi:type=\"QueryResult\"");
        rows.write(xml, page);
        return xml.close("result").close(operation + "Response").toString();
    }
}
