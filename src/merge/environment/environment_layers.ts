// The environment while a file is being read: its values by layer, because each layer merges by its own rule and
// templates see some of them apart. Source: Helmfile pkg/environment/environment.go.
import { newMap, Struct, type ValueMap } from "../../go/value.ts";
import { mergeLayers } from "../values/values_merge.ts";

/** The values of an environment, lowest layer first. */
export interface EnvironmentLayers {
  readonly name: string;
  readonly kubeContext: string;
  /** The state's own `values:`. */
  readonly defaults: ValueMap;
  /** The environment's values and secrets, those a parent passes, those of `--state-values-file`. */
  readonly values: ValueMap;
  /** `--state-values-set`: lists merge by index. */
  readonly cliOverrides: ValueMap;
}

/** An environment without any value. */
export function emptyLayers(name: string): EnvironmentLayers {
  return { name, kubeContext: "", defaults: newMap(), values: newMap(), cliOverrides: newMap() };
}

/** What `.Values` holds. */
export function mergedValues({ defaults, values, cliOverrides }: EnvironmentLayers): ValueMap {
  return mergeLayers(mergeLayers(defaults, values), cliOverrides, "by-index");
}

/** One environment over another, layer by layer (Environment.Merge). */
export function overlay(
  below: EnvironmentLayers | undefined,
  above: EnvironmentLayers | undefined,
): EnvironmentLayers | undefined {
  if (!below || !above) return below ?? above;
  return {
    name: above.name || below.name,
    kubeContext: above.kubeContext || below.kubeContext,
    defaults: mergeLayers(below.defaults, above.defaults),
    values: mergeLayers(below.values, above.values),
    cliOverrides: mergeLayers(below.cliOverrides, above.cliOverrides, "by-index"),
  };
}

/** `.Environment` of templates. Its `.Values` lacks the state's defaults, as Helmfile's does. */
export function environmentStruct(layers: EnvironmentLayers): Struct {
  return new Struct("environment.Environment", {
    Name: layers.name,
    KubeContext: layers.kubeContext,
    Values: layers.values,
    Defaults: layers.defaults,
    CLIOverrides: layers.cliOverrides,
  });
}
