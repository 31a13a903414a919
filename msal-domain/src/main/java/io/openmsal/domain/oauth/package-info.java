/** The wire of OAuth 2.0 and OpenID Connect: what is sent to the endpoints, and what their answers mean. Start with {@link io.openmsal.domain.oauth.TokenEndpoint}; a new grant is one more class of {@link io.openmsal.domain.oauth.Grant}. When to send something is decided in the package {@code flow}. */
@NullMarked
package io.openmsal.domain.oauth;

import org.jspecify.annotations.NullMarked;
