// Uploads a version, which then shows up in the version management of WeChat.
import { releaseServer } from './project.mjs';
import { publish, readOptions } from './publish.mjs';
import { Failure, run, say } from './run.mjs';
import words from './words.mjs';

await run(async () => {
  const options = readOptions({ version: { type: 'string' }, desc: { type: 'string' } }, words.uploadUsage);
  if (!options.version) throw new Failure(words.noVersion, words.uploadUsage);
  await publish('upload', options);
  say(words.uploaded(options.version, options.robot));
  if (await releaseServer() === '') say(words.noRelease);
});
