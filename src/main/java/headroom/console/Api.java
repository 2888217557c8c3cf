package headroom.console;

import headroom.report.OrgLimits;
import headroom.report.Overview;
import headroom.report.RecordJson;
import headroom.watch.AlertRules.Quiet;
import headroom.watch.Alerting.Kind;
import headroom.watch.Outbox.Letter;

import io.vertx.core.buffer.Buffer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the pages show, for programs: names as in the records, times in ISO 8601. Immutable.
record Api(Picture picture) {

    /// Limits and Headroom's own spending of one org.
    ///
    /// @param ownCharges of the rolling 24 hours
    /// @param ownDayCharges of the current UTC day
    private record LimitsOf(
            String name, long ownCharges, long ownDayCharges, List<OrgLimits.Level> limits) {}

    private record Stands(
            String org, String rule, String words, Instant since, Optional<Instant> toldAt) {}

    private record Waits(
            String id,
            String org,
            String subject,
            Instant at,
            String channel,
            int tries,
            Instant nextAt,
            boolean givenUp,
            String trouble) {
        static Waits of(Letter letter) {
            return new Waits(
                    letter.message().id(),
                    letter.message().org(),
                    letter.message().subject(),
                    letter.message().at(),
                    letter.channel(),
                    letter.tries(),
                    letter.nextAt(),
                    letter.givenUp(),
                    letter.trouble());
        }
    }

    private record Notice(
            String id,
            String org,
            String rule,
            Kind kind,
            Instant at,
            boolean urgent,
            String subject,
            String text,
            List<String> channels) {}

    private record Alerts(
            Optional<Instant> asOf,
            List<String> channels,
            Optional<Hours> quietHours,
            boolean quietNow,
            List<Stands> standing,
            List<Waits> undelivered,
            List<Notice> notices) {}

    private record Hours(String from, String until, String zone) {
        static Hours of(Quiet quiet) {
            return new Hours(
                    quiet.from().toString(), quiet.until().toString(), quiet.zone().getId());
        }
    }

    private record Orgs(Instant asOf, Overview.State state, boolean simulated, List<?> orgs) {}

    /// As `headroom forecast --json`, within the same head as the overview.
    Reply forecast() {
        return reply(orgs(picture.forecasts()));
    }

    Reply limits() {
        var all = new ArrayList<LimitsOf>();
        for (var org : picture.overview().orgs()) {
            var own = org.own();
            all.add(
                    new LimitsOf(
                            org.name(),
                            own.map(it -> it.charges()).orElse(0L),
                            own.map(it -> it.dayCharges()).orElse(0L),
                            picture.levels(org.name())));
        }
        return reply(orgs(all));
    }

    Reply alerts() {
        var alerts = picture.alerts();
        var stands = new ArrayList<Stands>();
        alerts.standing()
                .forEach((org, state) ->
                        state.standing()
                                .forEach((rule, one) ->
                                        stands.add(
                                                new Stands(
                                                        org,
                                                        rule,
                                                        RuleWords.of(rule),
                                                        one.since(),
                                                        one.toldAt()))));
        var notices =
                alerts.told().stream()
                        .map(told ->
                                new Notice(
                                        told.id(),
                                        told.org(),
                                        told.rule(),
                                        told.kind(),
                                        told.at(),
                                        told.urgent(),
                                        told.subject(),
                                        told.text(),
                                        told.channels()))
                        .toList();
        return reply(
                new Alerts(
                        alerts.asOf(),
                        alerts.channels(),
                        alerts.quiet().map(Hours::of),
                        alerts.quietNow(),
                        stands,
                        alerts.waiting().stream().map(Waits::of).toList(),
                        notices));
    }

    private Orgs orgs(List<?> orgs) {
        var overview = picture.overview();
        return new Orgs(overview.asOf(), overview.state(), overview.simulated(), orgs);
    }

    private static Reply reply(Object records) {
        return Reply.json(200, Buffer.buffer(RecordJson.render(records)));
    }
}
