@NullMarked
package io.openmsal.adapter.event;

import org.jspecify.annotations.NullMarked;
