package headroom.console;

import headroom.report.ReportDesk;
import headroom.report.SheetText;

import io.vertx.core.buffer.Buffer;

import tools.jackson.databind.json.JsonMapper;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/// Every report as a page, as JSON and as CSV: the sheets that the command line shows. Answering
/// blocks. Thread-safe.
record ReportPages(ReportDesk desk, Supplier<Picture> pictures, ZoneId zone) {
    private static final JsonMapper JSON = new JsonMapper();

    /// What reports there are.
    Reply index() {
        var orgs = desk.orgs();
        var html = new Markup().own("<h1>Reports</h1>");
        if (orgs.isEmpty()) {
            return page("Reports", 200, html.own(NOTHING_YET).toString());
        }
        html.own("<dl class=\"reports\">");
        for (var kind : ReportKind.all()) {
            html.own("<div><dt>").link("/reports/" + kind.word(), kind.title());
            html.own("</dt>").element("dd", kind.what()).own("</div>");
        }
        html.own("</dl><p class=\"dim\">The same as <code>headroom report</code>, as files too:")
                .own(" <a href=\"/api/v1/reports\">JSON</a>.</p>");
        return page("Reports", 200, html.toString());
    }

    private static final String NOTHING_YET =
            "<p class=\"empty\">No call is known yet: nothing to report.</p>";

    /// A report as a page, of the first org there is unless one is named.
    Reply page(ReportQuestion asked) {
        var kind = ReportKind.find(asked.name());
        var orgs = desk.orgs();
        if (kind.isEmpty() || orgs.isEmpty()) {
            return orgs.isEmpty() ? index() : trouble(404, "", "There is no report of that name.");
        }
        var org = asked.org().isEmpty() ? orgs.getFirst() : asked.org();
        var question = asked.ofForm().of(kind.get().word(), org);
        var form = new ReportForm(kind.get(), question, orgs).render();
        try {
            var sheet = desk.make(question.name(), org, question.range());
            return page(sheet.title() + ", " + org, 200, form + new SheetHtml(sheet).render());
        } catch (DateTimeException e) {
            return trouble(400, form, notATime(e));
        } catch (NoSuchElementException e) {
            return trouble(404, form, String.valueOf(e.getMessage()));
        }
    }

    /// What reports and orgs there are, for programs.
    Reply indexJson() {
        var reports = new ArrayList<Map<String, Object>>();
        for (var kind : ReportKind.all()) {
            reports.add(
                    Map.of(
                            "name", kind.word(),
                            "title", kind.title(),
                            "what", kind.what(),
                            "url", "/api/v1/reports/" + kind.word()));
        }
        return json(200, Map.of("orgs", desk.orgs(), "reports", reports));
    }

    /// A report as a file.
    Reply file(ReportQuestion asked, String format) {
        if (ReportKind.find(asked.name()).isEmpty()) {
            return error(404, "there is no report of that name; see /api/v1/reports");
        }
        if (!List.of("json", "csv").contains(format)) {
            return error(400, "format is json or csv");
        }
        var orgs = desk.orgs();
        if (asked.org().isEmpty() && orgs.size() != 1) {
            return error(400, "name an org with org=; there are " + String.join(", ", orgs));
        }
        var org = asked.org().isEmpty() ? orgs.getFirst() : asked.org();
        try {
            var sheet = desk.make(asked.name(), org, asked.range());
            return format.equals("csv")
                    ? Reply.csv(asked.name() + "-" + org + ".csv", SheetText.csv(sheet))
                    : Reply.json(200, Buffer.buffer(SheetText.json(sheet)));
        } catch (DateTimeException e) {
            return error(400, notATime(e));
        } catch (NoSuchElementException e) {
            return error(404, String.valueOf(e.getMessage()));
        }
    }

    /// The report could not be had: not the question's fault.
    Reply trouble(String words) {
        return trouble(503, "", words);
    }

    static Reply error(int status, String words) {
        return json(status, Map.of("error", words));
    }

    private static String notATime(DateTimeException e) {
        return "Not a range of time: "
                + e.getMessage()
                + ". Say last=7d, last=12h, or from=2026-11-12 with to=2026-11-13.";
    }

    private Reply trouble(int status, String form, String words) {
        var said =
                new Markup()
                        .own("<h1>Reports</h1>")
                        .element("p class=\"bad\" role=\"alert\"", words);
        return page("Reports", status, form + said);
    }

    private Reply page(String title, int status, String main) {
        return Reply.html(
                status,
                Frame.REPORTS.around(
                        "Headroom: " + title, Frame.TABLES, pictures.get(), zone, main));
    }

    private static Reply json(int status, Object answer) {
        return Reply.json(status, Buffer.buffer(JSON.writeValueAsBytes(answer)));
    }
}
