package io.openmsal.adapter.cache;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Secret Service of freedesktop.org, spoken by libsecret: a text lies in the default collection, under a schema that has
 * its name and no attributes.
 */
final class NativeSecretService implements SecretVault {

    private static final int NO_FLAGS = 0;
    /**
     * {@code RTLD_LAZY | RTLD_NODELETE}. JNA unloads what nobody refers to any more, and libsecret cannot be loaded a second time:
     * the types it registers in GObject stay.
     */
    private static final int LAZY_AND_FOR_EVER = 0x1 | 0x1000;
    /** Where a {@code GError} has its message: after a domain and a code of 32 bits each. */
    private static final int MESSAGE_AT = 8;

    private final LibSecret secret;
    private final GLib glib;

    /** The functions of libsecret that are used. Attributes are pairs that JNA ends with NULL: there are none. */
    interface LibSecret extends Library {
        Pointer secret_schema_new(String name, int flags, Object... attributes);

        void secret_schema_unref(Pointer schema);

        boolean secret_password_store_sync(
                Pointer schema,
                @Nullable String collection,
                String label,
                String password,
                @Nullable Pointer cancellable,
                PointerByReference error,
                Object... attributes);

        @Nullable
        Pointer secret_password_lookup_sync(
                Pointer schema, @Nullable Pointer cancellable, PointerByReference error, Object... attributes);

        boolean secret_password_clear_sync(
                Pointer schema, @Nullable Pointer cancellable, PointerByReference error, Object... attributes);

        void secret_password_free(Pointer password);
    }

    /** What libsecret leaves to its caller. */
    interface GLib extends Library {
        void g_error_free(Pointer error);
    }

    private NativeSecretService(LibSecret secret, GLib glib) {
        this.secret = secret;
        this.glib = glib;
    }

    static SecretVault load() {
        Map<String, Object> options = new HashMap<>();
        options.put(Library.OPTION_STRING_ENCODING, "UTF-8");
        options.put(Library.OPTION_OPEN_FLAGS, LAZY_AND_FOR_EVER);
        return new NativeSecretService(
                Native.load("libsecret-1.so.0", LibSecret.class, options),
                Native.load("libglib-2.0.so.0", GLib.class, options));
    }

    @Override
    public Optional<String> load(String name) throws IOException {
        return withSchema(name, (schema, error) -> {
            Pointer found = secret.secret_password_lookup_sync(schema, null, error);
            check("read from", error);
            if (found == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(found.getString(0, "UTF-8"));
            } finally {
                secret.secret_password_free(found);
            }
        });
    }

    @Override
    public void save(String name, String text) throws IOException {
        withSchema(name, (schema, error) -> {
            secret.secret_password_store_sync(schema, null, "OpenMSAL token cache", text, null, error);
            check("write to", error);
            return name;
        });
    }

    @Override
    public void delete(String name) throws IOException {
        withSchema(name, (schema, error) -> {
            secret.secret_password_clear_sync(schema, null, error);
            check("delete from", error);
            return name;
        });
    }

    /** What is done with a schema. */
    private interface Use<T> {
        T with(Pointer schema, PointerByReference error) throws IOException;
    }

    private <T> T withSchema(String name, Use<T> use) throws IOException {
        Pointer schema = secret.secret_schema_new(name, NO_FLAGS);
        try {
            return use.with(schema, new PointerByReference());
        } finally {
            secret.secret_schema_unref(schema);
        }
    }

    private void check(String what, PointerByReference raised) throws IOException {
        Pointer error = raised.getValue();
        if (error != null) {
            Pointer message = error.getPointer(MESSAGE_AT);
            String said = message == null ? "nothing" : message.getString(0, "UTF-8");
            glib.g_error_free(error);
            throw new IOException("The attempt to " + what + " the Secret Service failed: \"" + said
                    + "\". Check that a keyring runs on this session's D-Bus and is unlocked.");
        }
    }

    @Override
    public String toString() {
        return "the Secret Service";
    }
}
