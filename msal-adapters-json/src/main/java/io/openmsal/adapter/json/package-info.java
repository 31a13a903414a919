/**
 * JSON on Gson's streaming reader and writer: no reflection, so nothing to register for a native image and nothing that
 * depends on a class loader. The one class to know is {@link io.openmsal.adapter.json.GsonJsonCodec}.
 */
@NullMarked
package io.openmsal.adapter.json;

import org.jspecify.annotations.NullMarked;
