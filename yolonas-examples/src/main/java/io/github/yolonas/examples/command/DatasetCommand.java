package io.github.yolonas.examples.command;

import picocli.CommandLine.Command;

/** {@code yolonas dataset}: what is done with data sets before a training. */
@Command(
    name = "dataset",
    description = "Examines, converts, splits, shows and makes data sets.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DatasetDoctorCommand.class,
      DatasetConvertCommand.class,
      DatasetSplitCommand.class,
      DatasetShowCommand.class,
      DatasetSynthesizeCommand.class
    },
    footer = {
      "",
      "A data set is a COCO .json file or a folder with one, a folder in PASCAL VOC's layout",
      "(JPEGImages and Annotations, or images and .xml files) or in YOLO's (images and labels, or",
      "images and .txt files).",
      "",
      "Examples:",
      "  yolonas dataset doctor train val",
      "  yolonas dataset convert VOC2007 coco --format coco"
    })
public final class DatasetCommand {}
