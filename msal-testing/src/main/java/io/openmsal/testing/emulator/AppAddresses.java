package io.openmsal.testing.emulator;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Where browsers may be sent for an application. */
record AppAddresses(Set<String> redirectUris, Optional<String> frontChannelLogoutUri) {

    static final AppAddresses NONE = new AppAddresses(Set.of(), Optional.empty());

    AppAddresses withRedirectUri(String redirectUri) {
        Set<String> more = new LinkedHashSet<>(redirectUris);
        more.add(redirectUri);
        return new AppAddresses(more, frontChannelLogoutUri);
    }

    AppAddresses withFrontChannelLogoutUri(String uri) {
        return new AppAddresses(redirectUris, Optional.of(uri));
    }

    boolean mayRedirectTo(String redirectUri) {
        return redirectUris.stream().anyMatch(registered -> RedirectUriRule.matches(registered, redirectUri));
    }
}
