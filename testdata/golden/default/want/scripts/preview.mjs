// Sends a preview to WeChat and shows its QR code.
import { publish, readOptions } from './publish.mjs';
import { Failure, run, say } from './run.mjs';
import words from './words.mjs';

await run(async (log) => {
  await publish('preview', { ...readOptions({ desc: { type: 'string' } }, words.previewUsage), qrcodeFormat: 'terminal' });
  // miniprogram-ci prints the code through its log, where nothing else is as long.
  const code = log.find((entry) => entry.split('\n').length > 20);
  if (!code) throw new Failure(words.noCode, words.noCodeHint);
  say(code);
  say(words.scan);
});
