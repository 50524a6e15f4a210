/** Detection on many machines: images in a Spark table in, typed columns of detections out. */
@NullMarked
package io.github.yolonas.spark;

import org.jspecify.annotations.NullMarked;
