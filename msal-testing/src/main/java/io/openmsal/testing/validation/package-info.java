/** For tests of web APIs: a provider that signs tokens, without a network. */
@NullMarked
package io.openmsal.testing.validation;

import org.jspecify.annotations.NullMarked;
