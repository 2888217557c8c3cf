package headroom.watch;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/// Mail by SMTP, a connection per message: alerts are rare. Thread-safe.
public final class MailChannel implements Channel {
    private static final String PATIENCE_MILLIS = "20000";

    private final Server server;
    private final String from;
    private final List<String> admins;

    /// How mail leaves.
    public enum Safety {
        /// TLS from the first byte, mostly port 465.
        TLS,
        /// TLS after a plain greeting, mostly port 587; without it nothing is sent.
        STARTTLS,
        /// No TLS: for a relay on this machine.
        PLAIN
    }

    /// A user's name at the server, and the password, asked for at each message.
    public record Login(String user, Supplier<String> password) {}

    /// An SMTP server.
    public record Server(String host, int port, Safety safety, Optional<Login> login) {}

    /// @param admins who is written to when a message names nobody
    public MailChannel(Server server, String from, List<String> admins) {
        this.server = server;
        this.from = from;
        this.admins = List.copyOf(admins);
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(Message message) throws IOException {
        try {
            Transport.send(mail(message));
        } catch (MessagingException e) {
            throw new IOException(
                    server.host()
                            + ":"
                            + server.port()
                            + " did not take the mail: "
                            + e.getMessage(),
                    e);
        }
    }

    private MimeMessage mail(Message message) throws MessagingException {
        var mail = new MimeMessage(session());
        mail.setFrom(new InternetAddress(from));
        for (var to : message.mailTo().isEmpty() ? admins : message.mailTo()) {
            mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to));
        }
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        if (message.html().isPresent()) {
            mail.setContent(both(message.whole(), message.html().get()));
        } else {
            mail.setText(message.whole(), StandardCharsets.UTF_8.name());
        }
        mail.setSentDate(Date.from(message.at()));
        mail.setHeader("X-Headroom-Message", message.id());
        // Tells mail programs not to answer "out of office" (RFC 3834).
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    /// The mail program shows the last form that it can (RFC 2046, 5.1.4).
    private static MimeMultipart both(String text, String html) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(text, StandardCharsets.UTF_8.name());
        var rich = new MimeBodyPart();
        rich.setText(html, StandardCharsets.UTF_8.name(), "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    private Session session() {
        var scheme = server.safety() == Safety.TLS ? "smtps" : "smtp";
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", scheme);
        properties.setProperty("mail.transport.protocol.rfc822", scheme);
        var prefix = "mail." + scheme + ".";
        properties.setProperty(prefix + "host", server.host());
        properties.setProperty(prefix + "port", String.valueOf(server.port()));
        properties.setProperty(prefix + "connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "timeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "writetimeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (server.safety() == Safety.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        var login = server.login();
        if (login.isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.setProperty(prefix + "auth", "true");
        return Session.getInstance(
                properties,
                new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(
                                login.get().user(), login.get().password().get());
                    }
                });
    }
}
