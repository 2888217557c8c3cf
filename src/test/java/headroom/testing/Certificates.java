package headroom.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A private certificate authority and certificates it signed, made by the JDK's keytool in a
/// folder of the test. Immutable.
public final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /// A new authority in this folder.
    public static Certificates in(Path folder) throws Exception {
        Files.createDirectories(folder);
        var made = new Certificates(folder);
        made.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c");
        made.keytool("-exportcert", "-alias", "ca", "-rfc", "-file", made.authority().toString());
        return made;
    }

    /// The authority's certificate, PEM.
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /// A server certificate for these names, such as `dns:localhost` or `ip:127.0.0.1`.
    public Signed sign(String alias, String... names) throws Exception {
        var request = folder.resolve(alias + ".csr").toString();
        var signed = folder.resolve(alias + ".pem");
        keytool("-genkeypair", "-alias", alias, "-dname", "CN=" + alias);
        keytool("-certreq", "-alias", alias, "-file", request);
        var san = "san=" + String.join(",", names);
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request,
                "-outfile",
                signed.toString(),
                "-rfc",
                "-ext",
                san);
        var reply = folder.resolve(alias + ".chain");
        Files.writeString(reply, Files.readString(signed) + Files.readString(authority()));
        keytool("-importcert", "-noprompt", "-alias", alias, "-file", reply.toString());
        return new Signed(reply, writeKey(alias), serverContext(alias));
    }

    /// A client's view that trusts this authority and nothing else.
    public SSLContext trusting() throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", store().getCertificate("ca"));
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /// @param certificate the chain, PEM
    /// @param key the private key, PEM
    /// @param context a server's context with both
    public record Signed(Path certificate, Path key, SSLContext context) {}

    private Path writeKey(String alias) throws GeneralSecurityException, IOException {
        var key = store().getKey(alias, PASSWORD).getEncoded();
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        return Files.writeString(
                folder.resolve(alias + ".key"),
                "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }

    private SSLContext serverContext(String alias) throws GeneralSecurityException, IOException {
        var only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        var all = store();
        only.setKeyEntry(
                alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(only, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(folder.resolve("store.p12").toFile(), PASSWORD);
    }

    private void keytool(String command, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.add(command);
        line.addAll(List.of("-keystore", folder.resolve("store.p12").toString()));
        line.addAll(List.of("-storepass", new String(PASSWORD)));
        if (command.equals("-genkeypair")) {
            line.addAll(List.of("-keyalg", "EC", "-validity", "30", "-storetype", "PKCS12"));
        }
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool " + command + ": " + said);
        }
    }
}
