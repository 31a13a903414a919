/** Tokens that a web API is shown: whether it may believe them. Start with {@link io.openmsal.domain.validation.TokenValidation}. Getting tokens is for the package {@code flow}. */
@NullMarked
package io.openmsal.domain.validation;

import org.jspecify.annotations.NullMarked;
