// The command of a hook → what would keep it from starting: no such program, file or folder, not executable, a script
// that nothing runs; and the scripts in it that a shell can check.
import { dirname } from "node:path";
import type { Span } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { argumentsHint, missingShellHint } from "../post_mortem/hook_hints.ts";
import { isPath, resolveProgram } from "../hooks/hook_program.ts";
import { displayPath } from "../post_mortem/script_source.ts";
import { withoutUndefined } from "../without_undefined.ts";
import { checkShebang } from "./check_shebang.ts";
import type { Finding } from "./finding.ts";
import type { HookPreview, PreflightWorld } from "./preview_hook.ts";
import { type FoundScript, readScript } from "./script_file.ts";
import { narrowTo } from "./script_span.ts";
import { isCheckingShell, programsOf, shellCall } from "./shell_words.ts";

/** What a look at a hook's command finds. */
export interface ProgramCheck {
  readonly findings: readonly Finding[];
  readonly scripts: readonly FoundScript[];
}

/** Checks the programs and files that a hook names. */
export function checkProgram(preview: HookPreview, world: PreflightWorld): ProgramCheck {
  const { command, cwd } = preview;
  if (!command || cwd === undefined) return { findings: [], scripts: [] };
  const check = new CommandCheck({ ...preview, command, cwd }, world);
  check.run();
  return check;
}

type KnownPreview = HookPreview & Required<Pick<HookPreview, "command" | "cwd">>;

/** The check of one command. */
class CommandCheck implements ProgramCheck {
  readonly findings: Finding[] = [];
  readonly scripts: FoundScript[] = [];

  constructor(private readonly preview: KnownPreview, private readonly world: PreflightWorld) {}

  run(): void {
    const { command: { argv }, cwd, planned: { hook } } = this.preview;
    if (!this.world.lookup.files.stat(cwd)?.isDirectory) {
      const span = hook.spanOf("workdir");
      const problem = `its working directory "${this.#shown(cwd)}" does not exist`;
      this.#find({
        code: "hook/not-started",
        problem,
        span,
        mendable: cwd,
        hint: this.#nearestFile(cwd, hook.doc.workdir ?? ""),
      });
      return;
    }
    for (const index of programsOf(argv)) this.#checkProgram(index);
    this.#checkManifests();
  }

  #checkProgram(index: number): void {
    const { command: { argv }, cwd, path, planned } = this.preview, { lookup } = this.world;
    const name = argv[index]!;
    const program = resolveProgram(name, { dir: planned.file.dir, cwd, path, system: lookup });
    if (isPath(name, lookup.os) || program.startsWith("/")) this.#checkFile(program, index);
    // The run puts itself on PATH by this name.
    else if (name !== "helmfile") this.#missingCommand(name, index);
    if (isCheckingShell(name) && program.startsWith("/")) this.#checkShell(program, index);
  }

  #missingCommand(name: string, index: number): void {
    this.#find({
      code: "hook/not-found",
      problem: `there is no "${name}" on PATH`,
      span: this.#spanOf(index),
      mendable: name,
      hint: this.#missingCommandHint(name, index),
    });
  }

  #missingCommandHint(name: string, index: number): string {
    const { cwd, planned: { hook } } = this.preview;
    const isBeside = this.world.lookup.files.stat(`${cwd}/${name}`) !== undefined;
    if (isBeside) return `to run the file beside the state file, write ./${name}`;
    if (hook.doc.script !== undefined && index === 0) return missingShellHint(name);
    const ofArguments = this.#argumentsHint(name);
    if (ofArguments !== undefined) return ofArguments;
    const meant = nearest(name, this.#commands());
    return meant ? `did you mean "${meant}"?` : "install it or give its path";
  }

  #argumentsHint(name: string): string | undefined {
    return argumentsHint(name, { files: this.world.lookup.files, cwd: this.preview.cwd });
  }

  /** The names of all programs on PATH; read only for a hint. */
  #commands(): readonly string[] {
    const { files } = this.world.lookup;
    return (this.preview.path ?? "").split(":").filter((dir) => files.stat(dir)?.isDirectory)
      .flatMap((dir) => files.readDir(dir).map(({ name }) => name));
  }

  /** A file that is to be started. */
  #checkFile(path: string, index: number): void {
    const { files, os } = this.world.lookup;
    const name = this.preview.command.argv[index]!, stat = files.stat(path), span = this.#spanOf(index);
    const about = { span, mendable: path };
    if (!stat) {
      if (os === "windows" && !/\.\w+$/.test(path)) return;
      this.#find({
        ...about,
        code: "hook/not-found",
        problem: `"${name}" does not exist`,
        hint: this.#argumentsHint(name) ?? this.#nearestFile(path, name),
      });
      return;
    }
    if (stat.isDirectory) {
      const problem = `"${name}" is a folder`, hint = "name a file in it";
      this.#find({ ...about, code: "hook/not-executable", problem, hint });
      return;
    }
    if (!stat.isFile) return;
    if (os === "windows") return;
    if (((stat.mode ?? 0o111) & 0o111) === 0) {
      const hint = `make it executable: chmod +x ${name}`;
      this.#find({ ...about, code: "hook/not-executable", problem: `"${name}" is not executable`, hint });
      return;
    }
    if (isPath(name, os)) this.#checkShebang(path, index);
  }

  /** What the kernel reads of a script. */
  #checkShebang(path: string, index: number): void {
    const file = readScript(path, this.world);
    if (!file) return;
    const { command: { argv }, path: dirs } = this.preview;
    const { problem, script } = checkShebang(file, {
      name: argv[index]!,
      path: dirs,
      lookup: this.world.lookup,
    });
    if (problem) this.#find({ ...problem, span: this.#spanOf(index), mendable: path });
    if (script) this.scripts.push(script);
  }

  /** A shell that is given a script. */
  #checkShell(shell: string, index: number): void {
    const { command: { argv, declared } } = this.preview;
    const { script, isInline } = shellCall(argv, index);
    if (script === undefined) return;
    const word = argv[script]!;
    if (isInline) {
      this.scripts.push({ shell, text: word, source: { word: declared.get(script) } });
      this.#checkLoneWord(word, script);
    } else this.#checkScriptFile(word, { shell, index: script });
  }

  /** A text that is nothing but the path of a script. */
  #checkLoneWord(text: string, index: number): void {
    const word = text.trim();
    if (!/^\.{0,2}\/[\w@%+=:,./-]+$/.test(word)) return;
    const path = word.startsWith("/") ? word : `${this.preview.cwd}/${word}`;
    if (this.world.lookup.files.stat(path) !== undefined) return;
    const about = { span: this.#spanOf(index), mendable: path, hint: this.#nearestFile(path, word) };
    this.#find({ ...about, code: "hook/not-found", problem: `"${word}" does not exist` });
  }

  #checkScriptFile(name: string, { shell, index }: { readonly shell: string; readonly index: number }): void {
    const { cwd, path } = this.preview, { files, processes } = this.world.lookup;
    const beside = name.startsWith("/") ? name : `${cwd}/${name}`, stat = files.stat(beside);
    const about = { span: this.#spanOf(index), mendable: beside };
    if (!stat) {
      // A shell looks on PATH too.
      if (!name.includes("/") && processes.which(name, path) !== undefined) return;
      const hint = this.#nearestFile(beside, name);
      this.#find({ ...about, code: "hook/not-found", problem: `its script "${name}" does not exist`, hint });
      return;
    }
    if (stat.isDirectory) {
      const hint = "name a file in it";
      this.#find({ ...about, code: "hook/not-found", problem: `its script "${name}" is a folder`, hint });
      return;
    }
    const file = readScript(beside, this.world);
    if (!file) return;
    this.scripts.push({ shell, text: file.text, source: { file } });
    if (!file.text.includes("\r\n")) return;
    const problem = `its script "${name}" has Windows line ends (CRLF)`;
    const hint = `convert it: sed -i 's/\\r$//' ${name}`;
    this.#find({ ...about, code: "hook/line-ends", problem, hint, isMild: true });
  }

  /** The file or folder that `kubectlApply` names. */
  #checkManifests(): void {
    const { command: { argv }, cwd, planned: { hook } } = this.preview;
    if (!hook.doc.kubectlApply || hook.doc.script !== undefined) return;
    const name = argv[3] ?? "";
    if (name === "" || name === "-" || /^\w+:\/\//.test(name) || /[*?[]/.test(name)) return;
    const path = name.startsWith("/") ? name : `${cwd}/${name}`;
    // kustomize reads remote folders, too.
    if (this.world.lookup.files.stat(path) !== undefined || argv[2] === "-k" && !/^\.{0,2}\//.test(name)) {
      return;
    }
    const about = { span: hook.spanOf("kubectlApply"), mendable: path, hint: this.#nearestFile(path, name) };
    this.#find({ ...about, code: "hook/not-found", problem: `"${name}" does not exist` });
  }

  #find(
    found: { readonly [K in keyof Finding]: Finding[K] | undefined } & Pick<Finding, "code" | "problem">,
  ) {
    this.findings.push(withoutUndefined<Finding>(found));
  }

  #shown(path: string): string {
    return displayPath(path, this.world.system.cwd);
  }

  /** The file that a path most likely meant, written as its user wrote `name`. */
  #nearestFile(path: string, name: string): string | undefined {
    const { files } = this.world.system, folder = dirname(path), base = path.slice(folder.length + 1);
    if (!files.stat(folder)?.isDirectory) return `there is no folder "${this.#shown(folder)}"`;
    const meant = nearest(base, files.readDir(folder).map((entry) => entry.name));
    if (meant !== undefined && name.endsWith(base)) {
      return `did you mean "${name.slice(0, name.length - base.length)}${meant}"?`;
    }
    const { cwd, planned: { file } } = this.preview;
    if (path === cwd || name.startsWith("/")) return undefined;
    return cwd === file.dir
      ? "a relative path starts at the state file's folder"
      : `a relative path starts at the hook's working directory, here ${this.#shown(cwd)}`;
  }

  /** Where a word of the command stands in the state file. */
  #spanOf(index: number): Span | undefined {
    const { command: { argv, declared }, planned: { hook } } = this.preview;
    const word = declared.get(index);
    const line = word && hook.locateLine(word.argument, word.lineOf(1));
    return line ? narrowTo(argv[index]!.trim().split("\n", 1)[0]!, line) : hook.span();
  }
}
