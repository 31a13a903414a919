package io.openmsal.cli;

import io.openmsal.domain.failure.MsalException;
import java.util.List;
import java.util.Optional;

/**
 * What an examination found.
 *
 * @param lines in words, line by line; holds no secret
 * @param failure why not all could be looked at, which the lines say too; empty when it could, whatever was found
 */
record Findings(List<String> lines, Optional<MsalException> failure) {

    static Findings of(List<String> lines) {
        return new Findings(lines, Optional.empty());
    }
}
