@NullMarked
package sample.mail;

import org.jspecify.annotations.NullMarked;
