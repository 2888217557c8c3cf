package headroom.console;

import headroom.forecast.Forecast;
import headroom.forecast.Forecast.Low;
import headroom.forecast.Forecast.Moment;
import headroom.report.OrgLimits.Level;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/// Forecast, alerts and limits among the metrics. What is not known or not forecast has no row.
/// One-owner.
final class OutlookMetrics {
    private static final int LIMITS_MAX = 300;

    private final MeterRegistry registry;
    private final Map<MultiGauge, BiConsumer<Picture, List<Row<?>>>> gauges = new LinkedHashMap<>();

    OutlookMetrics(MeterRegistry registry) {
        this.registry = registry;
        forecast();
        alerts();
        limit("limit.max", "What the org allows of a limit", Level::max);
        limit("limit.remaining", "What is left of a limit, as the org said", Level::remaining);
        limit(
                "limit.timestamp.seconds",
                "When the org said so, since 1970",
                level -> level.at().getEpochSecond());
    }

    void update(Picture picture) {
        gauges.forEach((gauge, rows) -> {
            var now = new ArrayList<Row<?>>();
            rows.accept(picture, now);
            gauge.register(now, true);
        });
    }

    private void forecast() {
        foresight(
                "org.forecast.timestamp.seconds",
                "When the forecast was made, since 1970",
                (it, row) -> row.put(Tags.empty(), seconds(it.asOf())));
        foresight(
                "org.exhaustion.probability",
                "Chance that the headroom ends within 24 hours, 0 to 1",
                (it, row) -> row.put(Tags.empty(), it.exhaustion().chance()));
        foresight(
                "org.exhaustion.timestamp.seconds",
                "When the headroom is forecast to end, since 1970, by quantile",
                (it, row) -> moment(it.exhaustion(), row));
        foresight(
                "org.recovery.timestamp.seconds",
                "When there is headroom again, since 1970, by quantile",
                (it, row) -> moment(it.recovery(), row));
        foresight(
                "org.low.headroom",
                "The least headroom of the next 24 hours and 7 days, by quantile",
                (it, row) -> {
                    low("24h", it.lowOfDay(), row);
                    low("7d", it.lowOfWeek(), row);
                });
    }

    private void alerts() {
        add(
                "alert.standing",
                "1 for every alert that stands",
                (picture, rows) ->
                        picture.alerts()
                                .standing()
                                .forEach((org, state) ->
                                        state.standing()
                                                .keySet()
                                                .forEach(rule ->
                                                        rows.add(
                                                                Row.of(
                                                                        Tags.of(
                                                                                "org", org, "rule",
                                                                                rule),
                                                                        1)))));
        add(
                "alert.undelivered",
                "Messages that no one has taken yet, by channel",
                (picture, rows) -> {
                    for (var channel : picture.alerts().channels()) {
                        var count =
                                picture.alerts().waiting().stream()
                                        .filter(letter -> letter.channel().equals(channel))
                                        .count();
                        rows.add(Row.of(Tags.of("channel", channel), count));
                    }
                });
        add(
                "org.own.day.charges",
                "Headroom's own charges of the current UTC day",
                (picture, rows) -> {
                    for (var org : picture.overview().orgs()) {
                        var charges = org.own().map(own -> own.dayCharges()).orElse(0L);
                        rows.add(Row.of(Tags.of("org", org.name()), charges));
                    }
                });
    }

    private void limit(String name, String help, ToDoubleFunction<Level> figure) {
        add(
                name,
                help,
                (picture, rows) -> {
                    for (var org : picture.limits()) {
                        org.levels().stream()
                                .limit(LIMITS_MAX)
                                .forEach(level ->
                                        rows.add(
                                                Row.of(
                                                        Tags.of(
                                                                "org", org.org(),
                                                                "limit", level.key()),
                                                        figure.applyAsDouble(level))));
                    }
                });
    }

    private void foresight(
            String name, String help, BiConsumer<Forecast, Map<Tags, Double>> figures) {
        add(
                name,
                help,
                (picture, rows) -> {
                    for (var org : picture.overview().orgs()) {
                        var found = new LinkedHashMap<Tags, Double>();
                        picture.foresight(org.name()).ifPresent(it -> figures.accept(it, found));
                        found.forEach((tags, figure) ->
                                rows.add(Row.of(tags.and("org", org.name()), figure)));
                    }
                });
    }

    private void add(String name, String help, BiConsumer<Picture, List<Row<?>>> rows) {
        gauges.put(
                MultiGauge.builder("headroom." + name).description(help).register(registry), rows);
    }

    private static void moment(Moment moment, Map<Tags, Double> rows) {
        quantile("0.1", moment.early(), rows);
        quantile("0.5", moment.likely(), rows);
        quantile("0.9", moment.late(), rows);
    }

    private static void quantile(String quantile, Optional<Instant> at, Map<Tags, Double> rows) {
        at.ifPresent(when -> rows.put(Tags.of("quantile", quantile), seconds(when)));
    }

    private static void low(String horizon, Low low, Map<Tags, Double> rows) {
        rows.put(Tags.of("horizon", horizon, "quantile", "0.1"), (double) low.low());
        rows.put(Tags.of("horizon", horizon, "quantile", "0.5"), (double) low.mid());
        rows.put(Tags.of("horizon", horizon, "quantile", "0.9"), (double) low.high());
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond();
    }
}
