package headroom.console;

import headroom.report.OrgLimits.Level;

import java.time.Duration;
import java.util.Locale;

/// A limit's last seven days as a small line, under its max. Immutable.
record LevelLine(Level level) {
    private static final long SPAN = Duration.ofDays(7).toMillis();
    private static final int WIDTH = 96;
    private static final int HEIGHT = 20;

    String render() {
        var most = level.max();
        for (var point : level.series()) {
            most = Math.max(most, point.used());
        }
        var line = new StringBuilder();
        for (var point : level.series()) {
            var ago = Math.clamp(level.at().toEpochMilli() - point.at().toEpochMilli(), 0, SPAN);
            line.append(
                    String.format(
                            Locale.ROOT,
                            "%.1f,%.1f ",
                            (WIDTH - 2) * (1 - (double) ago / SPAN),
                            2 + (HEIGHT - 4) * (1 - share(point.used(), most))));
        }
        var end = HEIGHT - 2 - (HEIGHT - 4) * share(level.used(), most);
        line.append(String.format(Locale.ROOT, "%d,%.1f", WIDTH - 2, end));
        return "<svg class=\"spark line\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\"><polyline points=\"%s\"/>%s</svg>"
                .formatted(WIDTH, HEIGHT, line, dot(end));
    }

    private static String dot(double height) {
        return String.format(
                Locale.ROOT, "<circle cx=\"%d\" cy=\"%.1f\" r=\"2\"/>", WIDTH - 2, height);
    }

    private static double share(long used, long most) {
        return most <= 0 ? 0 : Math.clamp((double) used / most, 0, 1);
    }
}
