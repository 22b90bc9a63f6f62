// What is left after a run of the whole program, however it was run: in process on a fake world, or as the executable
// on the real one. Paths are those of the project's own world: /project, /tmp, /home/user.

/** The files of a project's world. */
export interface ProjectFiles {
  readText(path: string): string;
  write(path: string, text: string): void;
  exists(path: string): boolean;
  /** The files below a path with their texts, by their paths from there. */
  texts(below: string): Record<string, string>;
}

/** What a stand-in for a command is asked, and may look at and write. */
export interface Call {
  readonly args: readonly string[];
  readonly files: ProjectFiles;
}

/** How a stand-in behaves. */
export interface StandIn {
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Runs until a signal ends it. */
  readonly takes?: "forever";
  /** What it does before it ends. */
  readonly does?: (call: Call) => void;
}

/** A behaviour, or one that depends on what was asked. */
export type Scripted = StandIn | ((call: Call) => StandIn);

/** A signal for the program, sent once it has started a command. */
export interface SignalDuring {
  readonly signal: "SIGINT" | "SIGTERM";
  readonly command: string;
}

/** All that a test says before the run. */
export interface Given {
  readonly files: Readonly<Record<string, string>>;
  /** Commands with their behaviour; the last that matches a command line wins. */
  readonly commands: readonly (readonly [command: string, scripted: Scripted])[];
  readonly signals: readonly SignalDuring[];
  readonly env: Readonly<Record<string, string>>;
  /** The path the program is called by. */
  readonly calledAs: string;
  /** The width of the terminal it runs on, where both of its streams are one; undefined without one. */
  readonly columns: number | undefined;
}

/** What a run left. */
export interface Aftermath {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Every command line that was started, in order. */
  readonly ran: readonly string[];
  /** The signals that commands got, as "SIGTERM helm upgrade x". */
  readonly signals: readonly string[];
  readonly elapsedMs: number;
  readonly files: ProjectFiles;
}

/** The name a command line goes by: `./clean.sh` of the project is logged as `clean.sh`. */
export function baseName(command: string): string {
  return command.slice(command.lastIndexOf("/") + 1);
}
