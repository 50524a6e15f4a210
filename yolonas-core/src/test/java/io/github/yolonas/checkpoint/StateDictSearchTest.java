package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the weights are found in what people save. */
class StateDictSearchTest {
  @TempDir private Path folder;

  /**
   * The layout is a small language: {@code {a={x,y},b=N}} is a dict whose a holds a dict of tensors
   * x and y, and whose b is None.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bare                  | {x,y}                                  | x y",
        "net                   | {net={x,y}}                            | x y",
        "average preferred     | {net={a},ema_net={x,y}}                | x y",
        "average even if small | {net={a,b,c},ema_net={x}}              | x",
        "no average            | {net={x,y},ema_net=N}                  | x y",
        "empty average         | {net={x,y},ema_net={}}                 | x y",
        "net before larger     | {optimizer={a,b,c},net={x}}            | x",
        "state_dict            | {epoch=N,state_dict={x,y}}             | x y",
        "model_state_dict      | {model_state_dict={x}}                 | x",
        "deep                  | {a={b={c={x,y}}}}                      | x y",
        "largest               | {one={a},two={x,y},three={b}}          | x y",
        "first of equals       | {one={x,y},two={a,b}}                  | x y",
        "in a list             | {items=[N,{x,y}]}                      | x y",
        "all parallel          | {net={module.x,module.y}}              | x y",
        "not all parallel      | {net={module.x,y}}                     | module.x y",
        "parallel, bare        | {module.x,module.y}                    | x y",
        "others left out       | {net={x,_metadata=N,y}}                | x y"
      })
  void isFound(String what, String layout, String names) {
    PickleAssembler pickle = PickleAssembler.protocol2();
    new Layout(layout, pickle).value();
    try (Checkpoint checkpoint = open(pickle.stop())) {
      assertThat(checkpoint.stateDict().names()).containsExactly(names.split(" "));
    }
  }

  @Test
  void wholeModuleGivesWhatItsStateDictWould() {
    PickleAssembler pickle = PickleAssembler.protocol2();
    startModule(pickle, "my.Net");
    pickle.text("_parameters").op('}').text("scale");
    parameter(pickle);
    pickle.op('s').text("bias").ops("Ns").ops("s");
    pickle.text("_buffers").op('}').text("mean").floats("0", 6).op('s');
    pickle.text("cache").floats("0", 6).op('s', 's');
    pickle.text("_non_persistent_buffers_set").ops("c__builtin__\nset\n(](");
    pickle.text("cache").ops("etRs");
    pickle.text("_modules").op('}').text("conv");
    startModule(pickle, "torch.nn.Conv2d");
    pickle.text("_parameters").op('}').text("weight");
    parameter(pickle);
    pickle.ops("ss").text("_modules").ops("}s").text("training").op(0x88, 's', 'b');
    pickle.op('s').text("nothing").ops("Nss").op('b');
    try (Checkpoint checkpoint = open(pickle.stop())) {
      assertThat(checkpoint.stateDict().names()).containsExactly("scale", "mean", "conv.weight");
      assertThat(TestFiles.read(checkpoint.stateDict().get("conv.weight")))
          .isEqualTo(TestFiles.floats(6));
    }
  }

  @Test
  void tensorsOfOtherKindsAreNamedAndRefusedWhenAskedFor() {
    byte[] pickle =
        PickleAssembler.protocol2()
            .op('}')
            .text("x")
            .floats("0", 6)
            .op('s')
            .text("sparse")
            .ops("ctorch._utils\n_rebuild_sparse_tensor\n)Rs")
            .text("complex")
            .tensor("ComplexFloatStorage", "1", 3, 0, new long[] {3}, new long[] {1})
            .op('s')
            .stop();
    try (Checkpoint checkpoint = open(pickle)) {
      StateDict weights = checkpoint.stateDict();
      assertThat(weights.names()).containsExactly("x", "sparse", "complex");
      assertThat(weights.get("x").shape()).containsExactly(6);
      assertThatThrownBy(() -> weights.get("sparse"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll("some.pth: sparse:", "_rebuild_sparse_tensor");
      assertThatThrownBy(() -> weights.find("complex"))
          .hasMessageContaining("found one of type ComplexFloatStorage");
      assertThatThrownBy(() -> weights.stream().toList()).isInstanceOf(CheckpointException.class);
      assertThatThrownBy(() -> weights.get("y"))
          .hasMessageEndingWith("y: expected a tensor, found no such key among 3");
      assertThat(weights.find("y")).isEmpty();
    }
  }

  @Test
  void everyStorageTypeIsKnown() {
    for (DType dtype : DType.values()) {
      long elements = 24L / dtype.bytes();
      byte[] pickle =
          PickleAssembler.protocol2()
              .op('}')
              .text("x")
              .tensor(dtype.torchStorage(), "0", elements, 0, new long[] {elements}, new long[] {1})
              .op('s')
              .stop();
      try (Checkpoint checkpoint = open(pickle)) {
        StoredTensor tensor = checkpoint.stateDict().get("x");
        assertThat(tensor.dtype()).isEqualTo(dtype);
        assertThat(tensor.byteCount()).isEqualTo(24);
        assertThat(TestFiles.read(tensor)).isEqualTo(TestFiles.floats(6));
      }
    }
  }

  @Test
  void untypedStorageCountsBytesAndItsTensorsSayTheirType() {
    byte[] pickle =
        PickleAssembler.protocol2()
            .op('}')
            .text("x")
            .global("torch._utils", "_rebuild_tensor_v3")
            .op('(')
            .storage("UntypedStorage", "0", 24)
            .integer(6)
            .integers(2, 3)
            .integers(3, 1)
            .op(0x89)
            .emptyOrderedDict()
            .global("torch", "bfloat16")
            .op('t', 'R', 's')
            .stop();
    try (Checkpoint checkpoint = open(pickle)) {
      assertThat(checkpoint.stateDict().get("x")).hasToString("x: BFLOAT16 [2, 3]");
    }
  }

  private Checkpoint open(byte[] pickle) {
    Map<String, byte[]> storages = Map.of("0", TestFiles.floats(6));
    return Checkpoint.open(
        TestFiles.write(folder, "some.pth", TestFiles.torchZip(pickle, storages)));
  }

  private static void startModule(PickleAssembler pickle, String type) {
    int dot = type.lastIndexOf('.');
    pickle.global(type.substring(0, dot), type.substring(dot + 1)).ops(")\u0081}");
  }

  private static void parameter(PickleAssembler pickle) {
    pickle.global("torch._utils", "_rebuild_parameter").floats("0", 2, 3).op(0x88);
    pickle.emptyOrderedDict().op(0x87, 'R');
  }

  /** Assembles a pickle of a layout. */
  private record Layout(List<String> tokens, PickleAssembler pickle) {
    Layout(String layout, PickleAssembler pickle) {
      this(new ArrayList<>(List.of(layout.split("(?<=[{}\\[\\],=])|(?=[{}\\[\\],=])"))), pickle);
    }

    void value() {
      String token = tokens.remove(0);
      switch (token) {
        case "N" -> pickle.op('N');
        case "{" -> dict();
        case "[" -> list();
        default -> throw new IllegalArgumentException(token);
      }
    }

    private void dict() {
      pickle.op('}');
      for (String token = tokens.remove(0); !token.equals("}"); token = tokens.remove(0)) {
        if (token.equals(",")) {
          continue;
        }
        pickle.text(token);
        if (tokens.get(0).equals("=")) {
          tokens.remove(0);
          value();
        } else {
          pickle.floats("0", 2, 3);
        }
        pickle.op('s');
      }
    }

    private void list() {
      pickle.op(']');
      while (!tokens.get(0).equals("]")) {
        if (tokens.get(0).equals(",")) {
          tokens.remove(0);
        }
        value();
        pickle.op('a');
      }
      tokens.remove(0);
    }
  }
}
