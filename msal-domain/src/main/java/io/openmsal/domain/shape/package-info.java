/** What a request asks for beyond its scopes, which changes what is sent and under which key the token is kept: start with {@link io.openmsal.domain.shape.RequestShape}. A new way of presenting tokens is one more member of {@link io.openmsal.domain.shape.AuthenticationScheme}. */
@NullMarked
package io.openmsal.domain.shape;

import org.jspecify.annotations.NullMarked;
