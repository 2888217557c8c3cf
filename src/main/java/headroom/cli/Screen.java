package headroom.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the place that output goes to can show. Immutable.
///
/// @param terminal a person's terminal, which can be drawn over
/// @param colour escape sequences are welcome
/// @param unicode more than ASCII is welcome
/// @param width in columns
/// @param height in lines
record Screen(boolean terminal, boolean colour, boolean unicode, int width, int height) {
    private static final int WIDTH_WHEN_UNKNOWN = 100;

    static final Screen PLAIN = new Screen(false, false, true, WIDTH_WHEN_UNKNOWN, 24);

    /// By the rules of no-color.org: any non-empty `NO_COLOR` means no.
    static Screen of(Map<String, String> environment, Charset charset) {
        var terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        var colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        var unicode = charset.equals(StandardCharsets.UTF_8);
        var size = terminal ? size() : new int[] {24, columns(environment)};
        return new Screen(terminal, colour, unicode, size[1], size[0]);
    }

    /// The same place, measured again: windows are resized.
    Screen measured() {
        if (!terminal) {
            return this;
        }
        var size = size();
        return new Screen(true, colour, unicode, size[1], size[0]);
    }

    /// A line cut to a terminal's width, escape sequences not counted; elsewhere the line as it is.
    String fit(String line) {
        if (!terminal) {
            return line;
        }
        var seen = 0;
        for (var at = 0; at < line.length(); at++) {
            if (line.charAt(at) == '\033') {
                at = line.indexOf('m', at);
            } else if (++seen == width && visible(line, at + 1)) {
                return line.substring(0, at) + "…" + (colour ? "\033[0m" : "");
            }
        }
        return line;
    }

    /// A sentence in as many lines as a terminal's width asks for; elsewhere the line as it is.
    List<String> sentence(String words) {
        return terminal ? wrapped(words, width) : List.of(words);
    }

    static List<String> wrapped(String words, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : words.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static boolean visible(String line, int from) {
        return !line.substring(from).replaceAll("\033\\[[0-9;]*m", "").isEmpty();
    }

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String warning(String text) {
        return paint("33", text);
    }

    String bad(String text) {
        return paint("31;1", text);
    }

    private String paint(String code, String text) {
        return colour && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    private static int columns(Map<String, String> environment) {
        var columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : WIDTH_WHEN_UNKNOWN;
    }

    /// Lines and columns as the terminal's driver knows them.
    private static int[] size() {
        try {
            var stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var words = new String(stty.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
            if (stty.waitFor(1, TimeUnit.SECONDS) && words.matches("\\d{1,4} \\d{1,4}\\s*")) {
                var parts = words.strip().split(" ", 2);
                var columns = Integer.parseInt(parts[1]);
                return new int[] {Integer.parseInt(parts[0]), columns == 0 ? 80 : columns};
            }
        } catch (IOException e) {
            return new int[] {24, 80};
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new int[] {24, 80};
    }
}
