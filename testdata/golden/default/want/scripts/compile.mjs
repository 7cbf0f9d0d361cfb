// Compiles the mini-program as an upload would, and says what the official
// compilers refuse and how large each package is.
import { compile } from './compiler.mjs';
import { describe } from './problems.mjs';
import { openProject } from './project.mjs';
import { Failure, run, say } from './run.mjs';
import { LIMIT, packageSizes } from './sizes.mjs';
import words from './words.mjs';

await run(async () => {
  const { files, problems, unchecked } = await compile(await openProject());
  if (unchecked) say(words.unchecked);
  for (const problem of problems) say(describe(problem));
  if (problems.length > 0) throw new Failure(words.refused(problems.length), words.refusedHint);

  const sizes = packageSizes(files).map(([name, bytes]) => ({ name: name || words.mainPackage, bytes }));
  for (const { name, bytes } of sizes) say(`${name}  ${(bytes / 1024).toFixed(1)} KB`);
  const large = sizes.find(({ bytes }) => bytes > LIMIT);
  if (large) throw new Failure(words.tooLarge(large.name), words.tooLargeHint);
  say(words.compiled);
});
