/**
 * Results and annotations as files: our JSON, CSV, COCO results and data sets, YOLO's text files,
 * PASCAL VOC's XML. What is written can be read again; what is read may come from anywhere, so that
 * every reader checks what it meets and says where it is wrong: file, line, field, expected, found.
 * Numbers are written and read the same in every locale, text is UTF-8.
 */
@NullMarked
package io.github.yolonas.format;

import org.jspecify.annotations.NullMarked;
