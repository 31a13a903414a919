package io.openmsal.domain.planted;

import java.util.HexFormat;

/** Planted: a type that Java 8 has no counterpart of. */
public final class PrintsHex {

    String planted(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
