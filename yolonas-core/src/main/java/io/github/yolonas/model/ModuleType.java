package io.github.yolonas.model;

/** What a module is, under the name that the original (or PyTorch) gives its class. */
public enum ModuleType {
  YOLO_NAS_S("YoloNAS_S"),
  YOLO_NAS_M("YoloNAS_M"),
  YOLO_NAS_L("YoloNAS_L"),
  BACKBONE("NStageBackbone"),
  STEM("YoloNASStem"),
  STAGE("YoloNASStage"),
  CSP_LAYER("YoloNASCSPLayer"),
  BOTTLENECK("YoloNASBottleneck"),
  SPP("SPP"),
  NECK("YoloNASPANNeckWithC2"),
  UP_STAGE("YoloNASUpStage"),
  DOWN_STAGE("YoloNASDownStage"),
  HEADS("NDFLHeads"),
  HEAD("YoloNASDFLHead"),
  QA_REP_VGG_BLOCK("QARepVGGBlock"),
  CONV("Conv"),
  CONV_BN_RELU("ConvBNReLU"),
  SEQUENTIAL("Sequential"),
  SEQUENTIAL_WITH_INTERMEDIATES("SequentialWithIntermediates"),
  MODULE_LIST("ModuleList"),
  CONV_2D("Conv2d"),
  CONV_RELU_2D("ConvReLU2d"),
  CONV_TRANSPOSE_2D("ConvTranspose2d"),
  BATCH_NORM_2D("BatchNorm2d"),
  MAX_POOL_2D("MaxPool2d"),
  RELU("ReLU"),
  IDENTITY("Identity"),
  RESIDUAL("Residual");

  private final String className;

  ModuleType(String className) {
    this.className = className;
  }

  /** Such as {@code QARepVGGBlock}. */
  public String className() {
    return className;
  }

  /** Whether it slides a kernel with weights over a feature map. */
  public boolean isConvolution() {
    return this == CONV_2D || this == CONV_RELU_2D || this == CONV_TRANSPOSE_2D;
  }
}
