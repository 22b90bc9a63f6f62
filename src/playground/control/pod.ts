// Pods: scheduled and started at once; those that shall end have ended a moment later.
import type { Cluster } from "../cluster.ts";
import { isObject, type JsonObject, objectsAt, textAt } from "../json.ts";
import { isBeingDeleted, type KubeObject, uidOf } from "../object.ts";
import { type Controller, setStatus } from "./controller.ts";
import { NODE_NAME } from "./new_cluster.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

/** Moves a pod to its next phase. */
export const controlPod: Controller = ({ cluster }, pod) => {
  if (isBeingDeleted(pod)) return;
  const outcome = outcomeOf(cluster, pod), phase = nextPhase(pod, outcome);
  if (phase === undefined) return;
  const spec = { ...pod.spec as JsonObject, nodeName: NODE_NAME };
  setStatus(cluster, {
    key: "/pods",
    object: { ...pod, spec },
    status: podStatus(cluster, { pod, outcome, phase }),
  });
};

type Phase = "Running" | "Succeeded" | "Failed";

function nextPhase(pod: KubeObject, outcome: Outcome): Phase | undefined {
  const phase = textAt(pod, "status", "phase");
  if (phase === undefined || phase === "Pending") return "Running";
  if (phase !== "Running" || !shallEnd(pod) || outcome === "hang") return undefined;
  return outcome === "fail" ? "Failed" : "Succeeded";
}

function shallEnd(pod: KubeObject): boolean {
  return textAt(pod, "spec", "restartPolicy") !== "Always";
}

interface Fate {
  readonly pod: KubeObject;
  readonly outcome: Outcome;
  readonly phase: Phase;
}

function podStatus(cluster: Cluster, fate: Fate): JsonObject {
  const { pod, phase } = fate, now = cluster.now();
  const startTime = textAt(pod, "status", "startTime") ?? now;
  const podIP = textAt(pod, "status", "podIP") ?? podAddress(cluster);
  return {
    phase,
    conditions: podConditions(fate, now),
    hostIP: "127.0.0.1",
    hostIPs: [{ ip: "127.0.0.1" }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime,
    qosClass: "BestEffort",
    ...initStatuses(fate, { startTime, now }),
    containerStatuses: objectsAt(pod, "spec", "containers").map((container) =>
      containerStatus(pod, container, {
        state: containerState(fate, { startTime, now }),
        isReady: isReady(fate),
      })
    ),
  };
}

function podAddress(cluster: Cluster): string {
  const number = cluster.nextNumber("pod");
  return `10.244.${number >> 8 & 255}.${number & 255}`;
}

function isReady({ pod, outcome, phase }: Fate): boolean {
  return phase === "Running" && (outcome === "well" || (outcome === "fail" && shallEnd(pod)));
}

interface Times {
  readonly startTime: string;
  readonly now: string;
}

function containerState({ pod, outcome, phase }: Fate, { startTime, now }: Times): JsonObject {
  if (phase === "Succeeded") return ended(0, { startTime, now });
  if (phase === "Failed") return ended(1, { startTime, now });
  if (outcome !== "fail" || shallEnd(pod)) return { running: { startedAt: startTime } };
  return { waiting: { reason: "CrashLoopBackOff", message: "back-off restarting failed container" } };
}

function ended(exitCode: number, { startTime, now }: Times): JsonObject {
  const reason = exitCode === 0 ? "Completed" : "Error";
  return { terminated: { exitCode, reason, startedAt: startTime, finishedAt: now } };
}

function containerStatus(
  pod: KubeObject,
  { name, image }: JsonObject,
  { state, isReady }: { state: JsonObject; isReady: boolean },
): JsonObject {
  return {
    name,
    image,
    imageID: `playground://${image}`,
    containerID: `playground://${uidOf(pod)}/${name}`,
    state,
    lastState: {},
    ready: isReady,
    restartCount: 0,
    started: isObject(state.running),
  };
}

/** Containers that start before the others are done by now, but for those that run beside them. */
function initStatuses({ pod, phase }: Fate, times: Times): JsonObject {
  const containers = objectsAt(pod, "spec", "initContainers");
  if (containers.length === 0) return {};
  return {
    initContainerStatuses: containers.map((container) => {
      const runsOn = container.restartPolicy === "Always" && phase === "Running";
      const state = runsOn ? { running: { startedAt: times.startTime } } : ended(0, times);
      return containerStatus(pod, container, { state, isReady: true });
    }),
  };
}

function podConditions(fate: Fate, now: string): JsonObject[] {
  const ready = isReady(fate);
  const reason = fate.phase === "Succeeded" ? "PodCompleted" : "ContainersNotReady";
  const gates = objectsAt(fate.pod, "spec", "readinessGates").map(({ conditionType }) =>
    String(conditionType)
  );
  return ["PodScheduled", "Initialized", "ContainersReady", "Ready", ...gates].map((type, at) => {
    const holds = at < 2 || ready;
    return {
      type,
      status: holds ? "True" : "False",
      ...(holds ? {} : { reason }),
      lastProbeTime: null,
      lastTransitionTime: now,
    };
  });
}
