package io.openmsal.domain.authority;

import java.util.List;

/**
 * Whether a provider can answer a sign-in by form post (OAuth 2.0 Form Post Response Mode), as far as it is known from its
 * {@code response_modes_supported} (OpenID Connect Discovery §3).
 */
public enum FormPostSupport {
    /** It lists {@code form_post}, or is known to have it. */
    OFFERED,
    /** It lists no modes. That stands for {@code query} and {@code fragment}, and many that can do more do not say so. */
    UNSAID,
    /** It lists its modes, and {@code form_post} is not among them. */
    NOT_OFFERED;

    /** What a provider can do by its own account. */
    static FormPostSupport among(List<String> responseModes) {
        if (responseModes.isEmpty()) {
            return UNSAID;
        }
        return responseModes.contains("form_post") ? OFFERED : NOT_OFFERED;
    }
}
