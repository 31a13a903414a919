@NullMarked
package io.openmsal.adapter.broker;

import org.jspecify.annotations.NullMarked;
