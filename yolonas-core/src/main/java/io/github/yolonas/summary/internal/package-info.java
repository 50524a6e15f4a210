/** How summaries are made. Not for use by others. */
package io.github.yolonas.summary.internal;
