/** What the caller gets and what the cache keeps: {@link io.openmsal.domain.token.AuthenticationResult} for the former, {@link io.openmsal.domain.token.AccessToken}, {@link io.openmsal.domain.token.RefreshToken} and {@link io.openmsal.domain.token.IdToken} for the latter. */
@NullMarked
package io.openmsal.domain.token;

import org.jspecify.annotations.NullMarked;
