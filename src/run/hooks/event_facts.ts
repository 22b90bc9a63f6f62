// What is known of a release while its hooks run, and what helm can tell of it, asked once and only when a hook needs it.
import { getManifestCall } from "../../helm/status_call.ts";
import type { InstalledRelease } from "../../helm/parse_list.ts";
import { templateCall } from "../../helm/template_call.ts";
import { fail } from "../../diagnostics/diagnostic.ts";
import { compareManifests, type ResourceChange } from "../../diff/compare_manifests.ts";
import { parseManifest } from "../../diff/parse_manifest.ts";
import type { Release } from "../../merge/state.ts";
import type { ReleaseAction } from "../events.ts";
import type { HelmSession } from "../helm_session.ts";
import type { EventFacts, HelmAction } from "./hook_event.ts";
import { listReleases } from "../list_installed.ts";
import type { RunContext } from "../run_context.ts";

/** A release within the run of its file. */
export interface ReleaseAtWork {
  readonly release: Release;
  readonly session: HelmSession;
  readonly run: RunContext;
  /** What is done to it; undefined while nothing is, or before that is known. */
  readonly doing: ReleaseAction | undefined;
  /** Whether its step has been decided on: then a release without one does not change. */
  readonly isPlanned: boolean;
  /** What helm had before anything was done to it. */
  readonly before: () => Promise<InstalledRelease | undefined>;
}

/** The facts of a release's event. */
export function releaseFacts(work: ReleaseAtWork): EventFacts {
  const { doing, isPlanned, before } = work;
  return {
    changed: doing === undefined ? (isPlanned ? false : undefined) : STEPS.has(doing),
    action: () => actionOf(work),
    before,
    now: () => lookUp(work),
    manifest: () => futureManifest(work),
    diff: () => diffText(work),
  };
}

/** What changes a release; "none" is what `hooks run` does, which stands for a sync. */
const STEPS: ReadonlySet<ReleaseAction> = new Set(["upgrade", "uninstall", "reinstall", "none"]);

/** Before the plan is made, what the state wants of the release is what will be done to it, if anything is. */
async function actionOf(
  { release, doing, isPlanned, before, run }: ReleaseAtWork,
): Promise<HelmAction | undefined> {
  if (!CHANGING.has(run.command)) return undefined;
  if (doing === undefined && isPlanned) return undefined;
  const isRemoved = doing === "uninstall" || run.command === "destroy" ||
    (doing !== "upgrade" && !release.isInstalled);
  if (isRemoved) return "uninstall";
  return await before() === undefined ? "install" : "upgrade";
}

/** The commands that do something to releases; `hooks run` runs as a sync. */
const CHANGING: ReadonlySet<string> = new Set(["sync", "apply", "destroy"]);

async function lookUp({ release, session }: ReleaseAtWork): Promise<InstalledRelease | undefined> {
  return (await listReleases([release], session)).get(release.id);
}

async function futureManifest({ release, session }: ReleaseAtWork): Promise<string> {
  const helmRelease = session.release(release);
  if (!session.isPrepared(release)) {
    const span = release.span();
    fail(
      "hook/no-manifest",
      `Cannot render release "${release.name}" for its hook: its chart is not prepared yet`,
      {
        ...(span ? { span } : {}),
        hint: "BOATHOOK_MANIFEST_FILE and BOATHOOK_DIFF_FILE exist from presync on",
      },
    );
  }
  const doing = `render release "${release.name}"`;
  return (await session.call(templateCall(helmRelease, session.context), { doing, release, capture: true }))
    .stdout;
}

async function diffText(work: ReleaseAtWork): Promise<string> {
  const { release, session } = work;
  const after = release.isInstalled ? await futureManifest(work) : "";
  const doing = `read the manifest of release "${release.name}"`;
  const isThere = await lookUp(work) !== undefined;
  const call = getManifestCall(session.release(release), session.context);
  const before = isThere ? (await session.call(call, { doing, release, capture: true })).stdout : "";
  const changes = compareManifests(
    parseManifest(before, release.namespace),
    parseManifest(after, release.namespace),
    { normalizes: true },
  );
  return changes.map(changeText).join("");
}

const SIGNS = { added: "+", removed: "-" } as const;

function changeText({ type, kind, namespace, name, lines }: ResourceChange): string {
  const body = lines.map((line) => {
    if (line.type === "gap") return "...";
    return `${line.type === "added" || line.type === "removed" ? SIGNS[line.type] : " "}${line.text}`;
  });
  return [`# ${kind} ${namespace}/${name} ${type}`, ...body, ""].join("\n");
}
