package io.openmsal.domain.flow;

import io.openmsal.port.Secret;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody finds who looks at the memory of an object of the domain, and at all that it refers to: each text, and what secrets hide. */
final class KeptText {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> texts = new ArrayList<>();

    private KeptText() {}

    static List<String> of(Object root) {
        KeptText kept = new KeptText();
        kept.look(root);
        return kept.texts;
    }

    private void look(@Nullable Object found) {
        if (found == null || !seen.add(found)) {
            return;
        }
        if (found instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                look(key);
                look(value);
            });
        } else if (found instanceof Iterable<?> all) {
            all.forEach(this::look);
        } else if (found instanceof Secret secret) {
            texts.add(secret.reveal());
        } else if (found instanceof byte[] bytes) {
            texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (found.getClass().getName().startsWith("io.openmsal.domain.") && !(found instanceof Enum)) {
            lookInto(found, found.getClass());
        } else {
            texts.add(found.toString());
        }
    }

    private void lookInto(Object found, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                look(valueOf(field, found));
            }
        }
    }

    private static @Nullable Object valueOf(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
