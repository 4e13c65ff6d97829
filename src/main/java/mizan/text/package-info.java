/**
 * Text in any script: validation, normalization, search lexemes, domain names, plurals and relative times, with ICU.
 */
@NullMarked
package mizan.text;

import org.jspecify.annotations.NullMarked;
