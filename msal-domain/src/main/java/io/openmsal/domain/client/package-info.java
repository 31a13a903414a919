/** How the application proves who it is at the token endpoint: start with {@link io.openmsal.domain.client.ClientCredential}. A new kind of credential is one more class of that family. */
@NullMarked
package io.openmsal.domain.client;

import org.jspecify.annotations.NullMarked;
