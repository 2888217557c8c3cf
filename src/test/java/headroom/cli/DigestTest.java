package headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import headroom.cli.config.ConfigurationFile;
import headroom.ledger.Names;
import headroom.meter.Sighting;
import headroom.report.Digest;
import headroom.report.DigestHtml;
import headroom.watch.Alerting.Kind;
import headroom.watch.DigestBook;
import headroom.watch.Message;
import headroom.watch.NoticeBook;
import headroom.watch.Outbox;
import headroom.watch.WeekTime;

import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The week's letters, from two weeks in a real ledger to a real mail server.
class DigestTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:30Z");
    private static final WeekTime MONDAYS =
            new WeekTime(DayOfWeek.MONDAY, LocalTime.of(8, 0), ZoneOffset.UTC);

    private final GreenMail mail =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir private Path folder;

    @BeforeEach
    void fill() throws Exception {
        mail.start();
        Files.writeString(
                folder.resolve("headroom.yaml"),
                """
                orgs: [{name: acme, instance-url: 'https://acme.example'}]
                integrations:
                  - {name: marketo-sync, client-ids: [m], owner: crm@acme.example}
                  - {name: erp, client-ids: [e], owner: erp@acme.example}
                  - {name: sleepy, client-ids: [s], owner: sleepy@acme.example}
                alerts:
                  admins: [ops@acme.example]
                  mail: {smtp: '127.0.0.1:%d', tls: none, from: headroom@acme.example}
                """
                        .formatted(mail.getSmtp().getPort()));
        try (var books = BookedLedger.open(folder, NOW)) {
            for (var day = -7; day < 7; day++) {
                var at = MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(9));
                books.calls("erp", BookedLedger.QUERY, 20, at);
                var weekend = Math.floorMod(day, 7) > 4;
                var updates = day < 0 ? 100 : weekend ? 40 : 200 + 10 * day;
                for (var i = 0; i < updates; i++) {
                    books.calls("marketo-sync", BookedLedger.UPDATE, 1, at.plusMillis(i * 500L));
                }
            }
            books.calls("marketo-sync", BookedLedger.UPDATE, 400, 12, MONDAY.plusSeconds(60));
            books.ledger().sight(said(books, "2026-11-20T09:30:00Z", 270));
            books.ledger().sight(said(books, "2026-11-22T12:00:00Z", 66));
        }
        NoticeBook.open(folder.resolve("data/notices.json"))
                .keep("used-80", Kind.BEGUN, alert("2026-11-20T09:31:00Z"), List.of("mail"));
    }

    private static Sighting said(BookedLedger books, String at, long used) {
        return new Sighting(
                books.org(), Instant.parse(at).toEpochMilli(), used, 300, Sighting.Source.HEADER);
    }

    private static Message alert(String at) {
        return new Message(
                "a",
                Instant.parse(at),
                "acme",
                "acme: 90.0 % of the API calls are used",
                "",
                Optional.empty(),
                false,
                List.of());
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private Digests digests() throws Exception {
        return new Digests(
                ConfigurationFile.load(folder.resolve("headroom.yaml"), Map.of()),
                Optional.of(URI.create("http://h:8485")));
    }

    private Message letter(String integration) throws Exception {
        return digests().write(NOW, NOW).letters().stream()
                .filter(each -> each.integration().equals(integration))
                .findFirst()
                .orElseThrow()
                .message();
    }

    @Test
    void anOwnerReadsWhatHappenedAndWhatToDo() throws Exception {
        var letter = letter("marketo-sync");

        assertThat(letter.mailTo()).containsExactly("crm@acme.example");
        assertThat(letter.subject())
                .isEqualTo("marketo-sync at acme: 1,192 API calls last week, 70 % more");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        marketo-sync made 1,192 API calls to acme from Mon 16 Nov to Sun 22 Nov,
                        70 % more than the week before (700). That is 89.5 % of all calls to the
                        org. 12 of its 1,192 requests failed (1.0 %).

                        Day by day
                        Mon 16 Nov  212  ████████████████████████████
                        Tue 17 Nov  210  ████████████████████████████
                        Wed 18 Nov  220  █████████████████████████████
                        Thu 19 Nov  230  ███████████████████████████████
                        Fri 20 Nov  240  ████████████████████████████████
                        Sat 21 Nov   40  █████
                        Sun 22 Nov   40  █████

                        What costs most, and what to do
                        1. It writes records one by one, Lead: 169 calls a day, of which 167 could
                           be saved.
                           → Gather a minute's writes into composite/sobjects (200 records a call);
                             from 2,000 an hour on use one Bulk API 2.0 job, about 10 calls.

                        Calls are those that count against the org's allocation. Days are UTC. You
                        get this because Headroom's configuration names you as the owner of
                        marketo-sync.\
                        """);
        assertThat(letter("erp").text())
                .startsWith(
                        """
                        erp made 140 API calls to acme from Mon 16 Nov to Sun 22 Nov, about as many
                        as the week before (140). That is 10.5 % of all calls to the org. None of
                        its requests failed.
                        """)
                .contains("No costly habit stands out. There is nothing to do.");
    }

    @Test
    void administratorsReadHowTheOrgFared() throws Exception {
        var letter = letter("");

        assertThat(letter.mailTo()).as("the administrators").isEmpty();
        assertThat(letter.subject()).isEqualTo("acme: 1,332 API calls last week, peak 90.0 %");
        assertThat(letter.text())
                .contains("Calls        1,332, 59 % more than the week before (840)\n")
                .contains("Peak         270 of 300 in 24 h (90.0 %), Fri 20 Nov 09:30 UTC\n")
                .contains("Ran out      on no day\n")
                .contains("Next 7 days  ")
                .containsPattern("Unexplained  \\d\\.\\d % of the usage passed neither")
                .contains("Gaps         none\n")
                .contains("Sat 21 Nov   60  ███████\n")
                .contains("marketo-sync  1,192  89.5 %   +70 %      12\n")
                .contains("erp             140  10.5 %    +0 %       0\n")
                .contains("1. marketo-sync: It writes records one by one, Lead")
                .contains("Fri 20 Nov 09:31 UTC  acme: 90.0 % of the API calls are used\n");
    }

    @Test
    void saysOnWhichDaysNothingWasLeft() throws Exception {
        try (var books = BookedLedger.open(folder, NOW)) {
            books.ledger().sight(said(books, "2026-11-19T14:00:00Z", 301));
        }

        assertThat(letter("").text()).contains("Ran out      on Thu 19 Nov\n");
    }

    @Test
    void whoHasNotCalledGetsNoLetter() throws Exception {
        assertThat(digests().write(NOW, NOW).letters())
                .extracting(Digests.Letter::integration)
                .containsExactly("", "marketo-sync", "erp");
    }

    @Test
    void isMailedOnceAsTextAndHtmlThoughHeadroomRestarts() throws Exception {
        DigestBook.open(folder.resolve("digest.json"), MONDAYS, NOW.minus(Duration.ofDays(7)));
        live();

        assertThat(mail.waitForIncomingEmail(20_000, 3)).isTrue();
        var crm =
                List.of(mail.getReceivedMessages()).stream()
                        .filter(it -> to(it).equals("crm@acme.example"))
                        .findFirst()
                        .orElseThrow();
        assertThat(crm.getSubject()).startsWith("marketo-sync at acme: 1,192 API calls");
        var both = (MimeMultipart) crm.getContent();
        assertThat(both.getContentType()).startsWith("multipart/alternative");
        assertThat(String.valueOf(both.getBodyPart(0).getContent()))
                .contains("marketo-sync made 1,192", "████", "→ http://h:8485");
        assertThat(both.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(String.valueOf(both.getBodyPart(1).getContent()))
                .contains("<td bgcolor=", "70&nbsp;% more", "href=\"http://h:8485\"");

        mail.purgeEmailFromAllMailboxes();
        live();
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void aRoundResumedOnAnotherDayHasLettersOfTheSameNames() throws Exception {
        var tomorrow = NOW.plus(Duration.ofDays(1));

        assertThat(ids(digests().write(NOW, tomorrow))).isEqualTo(ids(digests().write(NOW, NOW)));
        assertThat(ids(digests().write(tomorrow, tomorrow)))
                .doesNotContainAnyElementsOf(ids(digests().write(NOW, NOW)));
    }

    private static List<String> ids(Digests.Written written) {
        return written.letters().stream().map(each -> each.message().id()).toList();
    }

    @Test
    void anOrgThatCannotBeReadHoldsUpNoOther() throws Exception {
        var file = folder.resolve("headroom.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "orgs: [",
                                "orgs: [{name: broken, instance-url: 'https://b.example', hosts:"
                                        + " [b.example]}, "));
        try (var books = BookedLedger.open(folder, NOW)) {
            books.ledger().id(Names.ORG, "broken");
        }
        // What should be a file of the org's logs is a folder.
        Files.createDirectories(folder.resolve("data/logs/broken/book.json"));

        var written = digests().write(NOW, NOW);

        assertThat(written.letters())
                .extracting(Digests.Letter::org)
                .containsExactly("acme", "acme", "acme");
        assertThat(written.troubles())
                .singleElement()
                .asString()
                .startsWith("no weekly digest of broken: ");
    }

    private static String to(jakarta.mail.internet.MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A run of Headroom on that Monday, until everything is sent.
    private void live() throws Exception {
        var outbox = Outbox.open(folder.resolve("outbox.json"));
        var wall = InstantSource.fixed(NOW);
        var book = DigestBook.open(folder.resolve("digest.json"), MONDAYS, NOW);
        var alerts = digests().configuration().alerts();
        try (var channels = new Channels(alerts, wall);
                var _ = new Postman(outbox, channels.all(), wall);
                var _ = new DigestWatch(digests(), MONDAYS, book, outbox, wall)) {
            while (book.owes(MONDAYS, NOW) || !outbox.waiting().isEmpty()) {
                Thread.sleep(20);
            }
        }
    }

    @Test
    void isShownAndSentByHand() throws Exception {
        var preview = CommandRun.of(folder, "digest", "--preview", "--integration", "erp");
        assertThat(preview.out())
                .startsWith("To:      erp@acme.example\nSubject: erp at acme: ")
                .contains("Day by day");
        assertThat(CommandRun.of(folder, "digest", "--html").out())
                .startsWith("<!doctype html>")
                .contains("marketo-sync");
        var unknown = CommandRun.of(folder, "digest", "--preview", "--integration", "nobody");
        assertThat(unknown.exitCode()).isEqualTo(ExitCodes.NO_INPUT);
        assertThat(unknown.err())
                .contains("names no owner of nobody; it does of marketo-sync, erp, sleepy");

        var sent = CommandRun.of(folder, "digest", "send", "--org", "acme");
        assertThat(sent.exitCode()).isZero();
        assertThat(sent.out()).contains("taken  ops@acme.example: acme: ");
        assertThat(mail.waitForIncomingEmail(5_000, 3)).isTrue();
    }

    @Test
    void showsNamesAsTheyAreWhateverIsInThem() {
        var digest =
                new Digest(
                        "<b>",
                        List.of(
                                new Digest.Words("a & b"),
                                new Digest.Bars(List.of(new Digest.Bar("<script>", 0)))));

        assertThat(DigestHtml.render(digest, Optional.empty()))
                .contains("<title>&lt;b&gt;</title>", "a &amp; b", "&lt;script&gt;")
                .doesNotContain("<script>");
    }
}
