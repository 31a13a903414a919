@NullMarked
package sample.adapter;

import org.jspecify.annotations.NullMarked;
