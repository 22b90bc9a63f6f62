// An encrypted file → `helm secrets decrypt FILE`, whose standard output is the plain text.
import { keepGlobalArgs } from "./args_split.ts";
import { extraArgs, type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";

/**
 * The call that decrypts a file; helm-secrets before 4 calls it `view`. Of the extra arguments only helm's global
 * ones are passed on: the plugin would stumble over the rest.
 */
export function secretsCall(absolutePath: string, context: HelmContext): HelmCall {
  const verb = context.secretsVersion !== undefined && context.secretsVersion.major < 4 ? "view" : "decrypt";
  return helmCall(["secrets", verb, absolutePath], context, { extra: keepGlobalArgs(extraArgs(context)) });
}
