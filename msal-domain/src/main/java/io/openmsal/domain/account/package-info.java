/** Who signed in: {@link io.openmsal.domain.account.Account}, its tenant profiles, and the claims of an ID token. Nothing here holds a token, so all of it may be put in a session. */
@NullMarked
package io.openmsal.domain.account;

import org.jspecify.annotations.NullMarked;
