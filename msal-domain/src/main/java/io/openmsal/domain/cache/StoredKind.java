package io.openmsal.domain.cache;

import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.token.ExtendedKey;
import io.openmsal.domain.token.TokenKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a token in the shared document. The MSALs agree on how further inputs are hashed and not on where the hash stands:
 * Go and Python write {@code ext_cache_key}, Java {@code ext_cache_key_hash}, .NET and Node the inputs themselves, each under its own
 * name. All of these are read; what is written is what Go and Python write. The key that a token is bound to is {@code key_id} or,
 * with .NET, {@code kid}.
 */
final class StoredKind {

    private static final String HASH = "ext_cache_key";
    private static final String HASH_OF_JAVA = "ext_cache_key_hash";
    private static final String INPUTS_OF_DOTNET = "ext";
    private static final String INPUTS_OF_NODE = "additionalCacheKeyComponents";
    private static final String KEY_ID = "key_id";
    private static final String KEY_ID_OF_DOTNET = "kid";
    private static final String CREDENTIAL_TYPE = "credential_type";

    private static final String PLAIN = "AccessToken";
    private static final String BOUND = "AccessToken_With_AuthScheme";
    private static final String EXTENDED = "atext";

    private static final Set<String> FIELDS = Collections.unmodifiableSet(new HashSet<>(
            Arrays.asList(HASH, HASH_OF_JAVA, INPUTS_OF_DOTNET, INPUTS_OF_NODE, KEY_ID, KEY_ID_OF_DOTNET)));

    /** What an entry may say it is, in lower case; MSAL4J writes {@code AText}. */
    private static final Set<String> CREDENTIAL_TYPES = Set.of("accesstoken", "accesstoken_with_authscheme", EXTENDED);

    private StoredKind() {}

    /** Whether a field tells the kind, so that it goes with the token it belonged to. */
    static boolean isWrittenIn(String field) {
        return FIELDS.contains(field);
    }

    /** The kind of the token in an entry, or empty when the entry says something that is not understood. */
    static Optional<TokenKind> of(JsonObject entry) {
        String credentialType = entry.string(CREDENTIAL_TYPE).orElse(PLAIN);
        if (!CREDENTIAL_TYPES.contains(credentialType.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String keyId = entry.string(KEY_ID)
                .orElseGet(() -> entry.string(KEY_ID_OF_DOTNET).orElse(""));
        String type = entry.string("token_type").orElse("Bearer");
        return extendedKey(entry)
                .map(extended -> TokenKind.of(type, keyId, extended))
                .filter(kind -> isPromised(kind, credentialType));
    }

    /** An entry that promises more than it says would otherwise pass for a plain token. */
    private static boolean isPromised(TokenKind kind, String credentialType) {
        return switch (credentialType.toLowerCase(Locale.ROOT)) {
            case EXTENDED -> !kind.extendedKey().isEmpty();
            case "accesstoken_with_authscheme" -> !kind.isBearer();
            default -> true;
        };
    }

    /** Empty when there are inputs that are not the texts they should be: such a token must not pass for one without any. */
    private static Optional<String> extendedKey(JsonObject entry) {
        for (String name : Arrays.asList(HASH, HASH_OF_JAVA)) {
            if (isSaid(entry, name)) {
                return entry.string(name).map(hash -> hash.toLowerCase(Locale.ROOT));
            }
        }
        for (String name : Arrays.asList(INPUTS_OF_DOTNET, INPUTS_OF_NODE)) {
            if (isSaid(entry, name)) {
                return entry.object(name).flatMap(StoredKind::hashOf);
            }
        }
        return Optional.of(ExtendedKey.NONE);
    }

    private static boolean isSaid(JsonObject entry, String name) {
        return entry.members().get(name) != null;
    }

    private static Optional<String> hashOf(JsonObject inputs) {
        Map<String, String> components = new TreeMap<>();
        inputs.members().keySet().forEach(name -> inputs.string(name).ifPresent(value -> components.put(name, value)));
        return components.size() == inputs.members().size()
                ? Optional.of(ExtendedKey.of(components))
                : Optional.empty();
    }

    /** Writes the kind into an entry that has its token type already. */
    static void write(TokenKind kind, Map<String, @Nullable Object> entry) {
        entry.put(CREDENTIAL_TYPE, kind.isBearer() ? PLAIN : BOUND);
        if (!kind.keyId().isEmpty()) {
            entry.put(KEY_ID, kind.keyId());
        }
        if (!kind.extendedKey().isEmpty()) {
            entry.put(HASH, kind.extendedKey());
        }
    }

    /** The third part of the entry's key. */
    static String keyWord(TokenKind kind) {
        if (!kind.extendedKey().isEmpty()) {
            return EXTENDED;
        }
        return kind.isBearer() ? PLAIN : BOUND;
    }

    /** What follows the scopes in the entry's key: the type and the key of a bound token, the hash of further inputs. */
    static String keySuffix(TokenKind kind) {
        StringBuilder suffix = new StringBuilder();
        if (!kind.isBearer()) {
            suffix.append('-').append(kind.type()).append('-').append(kind.keyId());
        }
        if (!kind.extendedKey().isEmpty()) {
            suffix.append('-').append(kind.extendedKey());
        }
        return suffix.toString();
    }
}
