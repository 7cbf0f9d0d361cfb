// Writes the mini-program of cases.mjs: it is none of mlvb's.
//   node make.mjs FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { files } from './cases.mjs';

for (const [name, text] of Object.entries(files)) {
  const file = path.join(process.argv[2], name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
