// Console lines on their way to a CI system that can fold them: those of a release come together, in a group of their
// own, although releases run side by side. One release at a time is shown live, the others wait for their turn.
import type { Emit, HookRef, ReleaseRef, RunEvent } from "../../run/events.ts";
import type { System } from "../../system/system.ts";
import { redirectedTerminal } from "./redirected_terminal.ts";

/** How a CI system is told of a group. */
interface GroupSyntax {
  readonly open: (id: string, title: string, timeMs: number) => string;
  readonly close: (id: string, timeMs: number) => string;
}

/** Source: GitHub "Workflow commands", "Grouping log lines". */
const GITHUB: GroupSyntax = { open: (_, title) => `::group::${title}\n`, close: () => "::endgroup::\n" };

/** Source: GitLab "Job logs", "Custom collapsible sections". */
const GITLAB: GroupSyntax = {
  open: (id, title, timeMs) =>
    `\x1b[0Ksection_start:${Math.floor(timeMs / 1000)}:${id}[collapsed=true]\r\x1b[0K${title}\n`,
  close: (id, timeMs) => `\x1b[0Ksection_end:${Math.floor(timeMs / 1000)}:${id}\r\x1b[0K\n`,
};

/** The console's terminal and listener, with groups where the CI system knows them. */
export interface CiGroups {
  readonly terminal: System["terminal"];
  around(emit: Emit): Emit;
  /** Writes what waits. */
  close(): void;
}

/** Opens the groups; without such a CI system everything passes as it is. */
export function openCiGroups({ terminal, env, clock }: Pick<System, "terminal" | "env" | "clock">): CiGroups {
  const syntax = env.get("GITHUB_ACTIONS") === "true"
    ? GITHUB
    : env.get("GITLAB_CI") === "true"
    ? GITLAB
    : undefined;
  if (!syntax) return { terminal, around: (emit) => emit, close: () => {} };
  const groups = new Groups(syntax, { write: (text) => terminal.writeStderr(text), now: () => clock.now() });
  return {
    terminal: redirectedTerminal(terminal, { writeStderr: (text) => groups.write(text) }),
    around: (emit) => (event) => groups.during(event, () => emit(event)),
    close: () => groups.close(),
  };
}

interface Group {
  readonly id: string;
  readonly title: string;
  text: string;
  isOver: boolean;
}

class Groups {
  readonly #groups = new Map<string, Group>();
  #shown: Group | undefined;
  #current: Group | undefined;

  constructor(
    private readonly syntax: GroupSyntax,
    private readonly out: {
      readonly write: (text: string) => void;
      readonly now: () => number;
    },
  ) {}

  /** What is written while `emit` handles the event belongs to the event's release. */
  during(event: RunEvent, emit: () => void): void {
    const key = ownerOf(event);
    if (event.type === "release_started") {
      const title = `${event.action} ${event.release.name}`;
      this.#groups.set(key!, { id: sectionId(key!), title, text: "", isOver: false });
    }
    const group = key === undefined ? undefined : this.#groups.get(key);
    this.#current = group;
    emit();
    this.#current = undefined;
    if (event.type === "release_finished" && group) this.#finish(group, key!);
    if (event.type === "run_finished") this.close();
  }

  write(text: string): void {
    const group = this.#current;
    if (!group) return this.out.write(text);
    if (this.#shown === undefined) this.#show(group);
    if (this.#shown === group) this.out.write(text);
    else group.text += text;
  }

  close(): void {
    if (this.#shown) this.#hide(this.#shown);
    for (const group of this.#groups.values()) this.#flush(group);
    this.#groups.clear();
  }

  #finish(group: Group, key: string): void {
    group.isOver = true;
    if (this.#shown === group) {
      this.#hide(group);
      this.#groups.delete(key);
    }
    if (this.#shown) return;
    for (const [key, other] of this.#groups) {
      if (!other.isOver) continue;
      this.#flush(other);
      this.#groups.delete(key);
    }
    const next = [...this.#groups.values()].find(({ text }) => text !== "");
    if (next) this.#show(next);
  }

  #show(group: Group): void {
    this.#shown = group;
    this.out.write(this.syntax.open(group.id, group.title, this.out.now()) + group.text);
    group.text = "";
  }

  #hide(group: Group): void {
    this.#shown = undefined;
    this.out.write(this.syntax.close(group.id, this.out.now()));
  }

  #flush(group: Group): void {
    if (group.text === "") return;
    this.#show(group);
    this.#hide(group);
  }
}

/** Hooks that run before a release starts, or after it has finished, find no group and belong to the file. */
function ownerOf(event: RunEvent): string | undefined {
  if ("release" in event) return keyOf(event.release);
  if ("hook" in event) return event.hook.release === undefined ? undefined : keyOf(event.hook);
  if ("helm" in event) return event.helm.release && keyOf(event.helm.release);
  return undefined;
}

function keyOf(owner: ReleaseRef | HookRef): string {
  const name = "release" in owner ? owner.release : (owner as ReleaseRef).name;
  return [owner.kubeContext ?? "", owner.namespace ?? "", name].join("/");
}

/** Letters, digits, `_`, `.` and `-` only, and its own for each release. */
function sectionId(key: string): string {
  return `release_${key.replace(/[^\w.-]/g, "_")}`;
}
