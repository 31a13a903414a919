/** Reading answers of servers without trusting them: {@link io.openmsal.domain.json.JsonObject}. */
@NullMarked
package io.openmsal.domain.json;

import org.jspecify.annotations.NullMarked;
