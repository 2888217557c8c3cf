package headroom.clients;

import org.apache.camel.support.jsse.KeyStoreParameters;

/// A key pair for JWT assertions, made for the moment by the JDK's own tool.
final class Keys {
    private Keys() {}

    static KeyStoreParameters store() throws Exception {
        var file = java.nio.file.Files.createTempDirectory("headroom-keys").resolve("jwt.p12");
        var tool =
                new ProcessBuilder(
                                java.nio.file.Path.of(
                                                System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "jwt",
                                "-keyalg",
                                "RSA",
                                "-dname",
                                "CN=headroom",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "changeit",
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        tool.getInputStream().readAllBytes();
        tool.waitFor();
        var parameters = new KeyStoreParameters();
        parameters.setType("PKCS12");
        parameters.setResource("file:" + file);
        parameters.setPassword("changeit");
        return parameters;
    }
}
