package io.github.yolonas.train.data;

/** How a data set of detection lies on a disk. */
public enum DatasetLayout {
  /** One JSON file of annotations, and a folder of images: {@link CocoDetectionDataset}. */
  COCO,
  /** A text file of labels for each image: {@link YoloDetectionDataset}. */
  YOLO,
  /** An XML file for each image: {@link PascalVocDetectionDataset}. */
  VOC
}
