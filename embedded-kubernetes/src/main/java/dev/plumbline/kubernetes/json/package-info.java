/// JSON and YAML as they come in, with what strict decoding reports and Go's words for what is broken.
@NullMarked
package dev.plumbline.kubernetes.json;

import org.jspecify.annotations.NullMarked;
