package io.openmsal.testing.emulator;

/** How the authorization response travels back (OAuth 2.0 Multiple Response Types §2.1, OAuth 2.0 Form Post Response Mode). */
enum ResponseMode {
    QUERY,
    FRAGMENT,
    FORM_POST;

    static ResponseMode parse(String text) {
        return switch (text) {
            case "query" -> QUERY;
            case "fragment" -> FRAGMENT;
            case "form_post" -> FORM_POST;
            default -> throw Refusal.unsupportedParameter("response_mode", text);
        };
    }
}
