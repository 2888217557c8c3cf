package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.watch.AlertRules.Quiet;
import headroom.watch.Alerting.Kind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class NoticeBookTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("notices.json");
    }

    @Test
    void stillKnowsAfterARestartWhatWasToldToWhom() throws IOException {
        NoticeBook.open(file).keep("used-80", Kind.BEGUN, message("n1"), List.of("mail", "slack"));

        var told = NoticeBook.open(file).latest().getFirst();

        assertThat(told.rule()).isEqualTo("used-80");
        assertThat(told.kind()).isEqualTo(Kind.BEGUN);
        assertThat(told.at()).isEqualTo(NOON);
        assertThat(told.subject()).isEqualTo("acme: 80.3 % of the API calls are used");
        assertThat(told.channels()).containsExactly("mail", "slack");
        assertThat(told.mailTo()).containsExactly("erp-team@acme.example");
    }

    @Test
    void keepsTheLastTwoHundredTheLatestFirst() throws IOException {
        var book = NoticeBook.open(file);

        for (var at = 1; at <= 203; at++) {
            book.keep("burn", Kind.STILL, message("n" + at), List.of());
        }

        assertThat(book.latest()).hasSize(200);
        assertThat(book.latest().getFirst().id()).isEqualTo("n203");
        assertThat(book.latest().getLast().id()).isEqualTo("n4");
    }

    @Test
    void refusesAFileThatIsNoBook() throws IOException {
        Files.writeString(file, "[{\"kind\": \"LOUD\"}]");

        assertThatThrownBy(() -> NoticeBook.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no book of notices");
    }

    @Test
    void pinsWhatStandsAndWhetherItIsQuiet() throws IOException {
        var quiet = Quiet.utc(LocalTime.of(11, 0), LocalTime.of(13, 0));
        var board = new AlertBoard(NoticeBook.open(file), Optional.of(quiet));
        assertThat(board.latest().asOf()).isEmpty();

        board.keep("used-80", Kind.BEGUN, message("n1"), List.of("mail"));
        board.pin(NOON, List.of("mail"), Map.of("acme", AlertState.NONE), List.of());

        var pinned = board.latest();
        assertThat(pinned.asOf()).contains(NOON);
        assertThat(pinned.quietNow()).isTrue();
        assertThat(pinned.count()).isZero();
        assertThat(pinned.told()).hasSize(1);
    }

    private static Message message(String id) {
        return new Message(
                id,
                NOON,
                "acme",
                "acme: 80.3 % of the API calls are used",
                "acme: 92,310 of 115,000 API calls used in the last 24 h (80.3 %).",
                Optional.empty(),
                false,
                List.of("erp-team@acme.example"));
    }
}
