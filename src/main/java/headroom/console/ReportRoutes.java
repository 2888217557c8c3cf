package headroom.console;

import io.vertx.core.MultiMap;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Which report an address means, and what is said when there is none to be had.
final class ReportRoutes {
    private static final Logger LOG = Logger.getLogger(ReportRoutes.class.getName());
    private static final String PAGES = "/reports";
    private static final String FILES = "/api/v1/reports";

    private ReportRoutes() {}

    /// Blocks.
    static Reply answer(ReportPages reports, String path, MultiMap query) {
        if (path.equals(PAGES) || path.equals(PAGES + "/")) {
            return reports.index();
        }
        if (path.equals(FILES)) {
            return reports.indexJson();
        }
        if (path.startsWith(PAGES + "/")) {
            return reports.page(ReportQuestion.of(path.substring(PAGES.length() + 1), query));
        }
        if (path.startsWith(FILES + "/")) {
            var format = query.get("format");
            return reports.file(
                    ReportQuestion.of(path.substring(FILES.length() + 1), query),
                    format == null ? "json" : format);
        }
        return Reply.text(404, "Not found.");
    }

    /// @param limit how long was waited at longest
    static Reply trouble(ReportPages reports, String path, Throwable trouble, Duration limit) {
        var words =
                switch (trouble) {
                    case TimeoutException _ ->
                            "This report takes longer than "
                                    + limit.toSeconds()
                                    + " s and was not waited for. Ask for a shorter time, or use"
                                    + " headroom report, which waits.";
                    case RejectedExecutionException _ ->
                            "Too many reports are asked for at once. Try again in a few seconds.";
                    default -> {
                        LOG.log(Level.WARNING, "no answer to " + path, trouble);
                        yield "This report could not be made; the log says why.";
                    }
                };
        return path.startsWith(FILES) ? ReportPages.error(503, words) : reports.trouble(words);
    }
}
