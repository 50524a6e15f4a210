package io.github.yolonas.train.synthetic;

/**
 * What an image loses between print and file. Immutable.
 *
 * @param contrast what differences from {@code pivot} are multiplied by; 1 changes nothing
 * @param pivot the level that contrast leaves as it is, from 0 to 255
 * @param dimming how much darker the dark side is than the bright one, from 0 to 1
 * @param angle where the light falls to, in radians
 * @param blur the standard deviation of a Gaussian, in pixels; 0 for none
 * @param noise how far a level may be off, in levels; 0 for none
 * @param noiseSeed what the noise is made from
 * @param jpegQuality from 1 to 100; 0 for no artefacts
 */
record Degradation(
    double contrast,
    double pivot,
    double dimming,
    double angle,
    double blur,
    int noise,
    long noiseSeed,
    int jpegQuality) {
  static final Degradation NONE = new Degradation(1, 0, 0, 0, 0, 0, 0, 0);

  private static final double MOST_BLUR = 1.4;
  private static final int MOST_NOISE = 36;

  /** Of the smallest object's side: so much blur leaves its shape. */
  private static final double BLUR_OF_SMALLEST = 0.05;

  /** Anything that leaves an object of this side recognisable. */
  static Degradation random(SceneRandom random, double smallestSide) {
    double contrast = random.chance(0.4) ? random.between(0.45, 0.85) : 1;
    double pivot = random.between(40, 215);
    double dimming = random.chance(0.4) ? random.between(0.1, 0.45) : 0;
    double angle = random.angle();
    double mostBlur = Math.min(MOST_BLUR, BLUR_OF_SMALLEST * smallestSide);
    double blur = random.chance(0.4) && mostBlur > 0.4 ? random.between(0.4, mostBlur) : 0;
    int noise = random.chance(0.5) ? (int) (contrast * random.between(4, MOST_NOISE)) : 0;
    int quality = random.chance(0.5) ? random.in(25, 90) : 0;
    return new Degradation(
        contrast, pivot, dimming, angle, blur, noise, random.nextLong(), quality);
  }

  /** Changes an image in place: three bytes a pixel, row by row. */
  void apply(byte[] rgb, int width, int height) {
    if (contrast != 1 || dimming > 0) {
      changeTone(rgb, width, height);
    }
    if (blur > 0) {
      GaussianBlur.apply(rgb, width, height, blur);
    }
    if (noise > 0) {
      addNoise(rgb);
    }
    if (jpegQuality > 0) {
      new JpegArtefacts(jpegQuality).apply(rgb, width, height);
    }
  }

  private void changeTone(byte[] rgb, int width, int height) {
    double diagonal = Math.sqrt((double) width * width + (double) height * height);
    double dx = dimming * StrictMath.cos(angle) / diagonal;
    double dy = dimming * StrictMath.sin(angle) / diagonal;
    double middle = 1 - 0.5 * dimming - 0.5 * (dx * width + dy * height);
    int i = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float light = (float) (middle + dx * x + dy * y);
        float scale = (float) contrast * light;
        float shift = (float) (pivot * (1 - contrast)) * light + 0.5f;
        for (int end = i + 3; i < end; i++) {
          rgb[i] = (byte) Math.min(255, (int) ((rgb[i] & 0xFF) * scale + shift));
        }
      }
    }
  }

  /** The sum of two even distributions is near enough to a bell, and is whole numbers only. */
  private void addNoise(byte[] rgb) {
    SceneRandom random = new SceneRandom(noiseSeed);
    for (int i = 0; i < rgb.length; ) {
      long bits = random.nextLong();
      for (int end = i + 3; i < end; i++) {
        int sum = (int) (bits & 0x3FF) + (int) (bits >> 10 & 0x3FF) - 0x3FF;
        rgb[i] = clamp((rgb[i] & 0xFF) + ((sum * noise) >> 10));
        bits >>>= 20;
      }
    }
  }

  static byte clamp(int level) {
    return (byte) Math.max(0, Math.min(255, level));
  }
}
