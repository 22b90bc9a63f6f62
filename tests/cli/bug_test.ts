import { project, testInProcess } from "../support/project.ts";

testInProcess("an exception that is no Failure is shown as our mistake, with its stack", async () => {
  const broken = () => {
    throw new TypeError("the fake broke");
  };
  await project().process("helm", { does: broken }).run("init").exits(1).leaves(({ stderr }) => {
    const lines = stderr.split("\n");
    const [first, second, third, ...rest] = lines.slice(lines.findIndex((line) => line.startsWith("bug:")));
    const isShown = first === "bug: this is a mistake in boathook, not in your files" &&
      second === "  TypeError: the fake broke" && third?.startsWith("      at ");
    if (!isShown || !rest.join("\n").includes("= hint: please report it")) throw new Error(stderr);
  });
});
