// WeChat's own compilers of templates and styles accept every file. The
// official package compiler leaves them to DevTools and to the phone.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const compiler = require('miniprogram-compiler');
// The public wxssToJs stumbles over the error that this returns.
const compileStyles = require('miniprogram-compiler/src/wcsc');

const root = path.join(process.env.MLVB_PROJECT, 'miniprogram');
const files = readdirSync(root, { recursive: true }).map((name) => name.replaceAll('\\', '/')).sort();
const withExtension = (extension) => files.filter((name) => name.endsWith(extension));
const maxBuffer = 64 * 1024 * 1024;

test('wcc accepts every template', () => {
  const templates = withExtension('.wxml');
  assert.ok(templates.length > 0);
  for (const name of templates) compiler.wxmlToJs(root, { wxmlList: [name], maxBuffer });
  const compiled = compiler.wxmlToJs(root, { maxBuffer });
  for (const name of templates) assert.ok(compiled.includes(`'${name}'`), `${name} is missing from what wcc made`);
});

test('wcsc accepts every style sheet', () => {
  const sheets = withExtension('.wxss').map((name) => name.slice(0, -'.wxss'.length));
  assert.ok(sheets.length > 0);
  const compiled = compileStyles(root, sheets, { maxBuffer });
  assert.ok(!(compiled instanceof Error), compiled.message);
});
