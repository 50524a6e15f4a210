package io.github.yolonas.doctor;

/** The program of {@link DoctorTest}: examines the machine as its class path makes it. */
final class Examining {
  private Examining() {}

  public static void main(String[] arguments) {
    System.out.println(Doctor.examine().toJson());
  }
}
