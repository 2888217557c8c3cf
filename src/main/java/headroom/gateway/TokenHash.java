package headroom.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The only form in which a token is kept: HMAC-SHA-256 under a key that never leaves its file, cut
/// to 128 bits. One-owner: each lane has its own.
final class TokenHash {
    private static final int KEY_BYTES = 32;
    private static final int HASH_BYTES = 16;

    private final Mac mac;

    TokenHash(byte[] key) {
        mac = mac(key);
    }

    static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the key is unusable", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// 32 hexadecimal digits.
    String of(String token) {
        var whole = mac.doFinal(token.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(whole, 0, HASH_BYTES);
    }

    /// Reads the key, or makes one that only the owner may read.
    static byte[] key(Path file) throws IOException {
        if (Files.exists(file)) {
            var key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IOException(
                        file
                                + " holds "
                                + key.length
                                + " bytes where a token key has 32; remove it to have a new one"
                                + " made (callers are then known again from their next login)");
            }
            return key;
        }
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, ownerOnly);
            Files.write(file, key);
        } else {
            Files.write(
                    file,
                    key,
                    Set.of(StandardOpenOption.CREATE_NEW).toArray(StandardOpenOption[]::new));
        }
        return Arrays.copyOf(key, KEY_BYTES);
    }
}
