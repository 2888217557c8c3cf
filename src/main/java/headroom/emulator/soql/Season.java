package headroom.emulator.soql;

import headroom.emulator.records.Store;
import headroom.emulator.soql.Soql.Relative;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// When a query runs, and for whom: the org's time, how many months after January its fiscal year
/// begins, and what the user sees.
record Season(Instant now, int fiscalShift, Viewer viewer) {

    static Season of(Store store, Instant now, Viewer viewer) {
        var organization = store.schema().find("Organization");
        if (organization == null) {
            return new Season(now, 0, viewer);
        }
        var place = organization.place("FiscalYearStartMonth");
        for (var row : store.table(organization).rows()) {
            if (place >= 0 && row.value(place) instanceof Integer month) {
                return new Season(now, month - 1, viewer);
            }
        }
        return new Season(now, 0, viewer);
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /// The days that a relative date means.
    Period period(Relative relative) {
        try {
            if (!relative.word().contains("FISCAL_")) {
                return Period.of(relative, today());
            }
            var shifted = Period.of(relative, today().minusMonths(fiscalShift));
            return new Period(
                    shifted.from().plusMonths(fiscalShift),
                    shifted.before().plusMonths(fiscalShift));
        } catch (DateTimeException | ArithmeticException _) {
            throw SoqlFailure.malformed(
                    "date literal out of range: " + relative.word() + ":" + relative.number());
        }
    }
}
