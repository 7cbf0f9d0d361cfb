// Renders pages of a built mini-program with WeChat's component framework, without a document, and prints their text.
// Usage: node render.mjs MODULES DATA < build.json
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [modules, data] = process.argv.slice(2);
const { ComponentSpace, EmptyBackendContext, createElement, globalOptions } = createRequire(`${modules}/`)('glass-easel');
const { pages, templates } = JSON.parse(readFileSync(0, 'utf8'));
globalOptions.throwGlobalError = true;

// The browser view gives WXS its own functions in this way.
const groups = new Function('getRegExp', `return ${templates}`)((pattern, flags) => new RegExp(pattern, flags));
const space = new ComponentSpace();

const textOf = (node) => node.textContent ?? (node.shadowRoot ?? node).childNodes.map(textOf).join('');
for (const page of pages) {
  try {
    if (!groups[page]) throw new Error('no template');
    const definition = space.define(page).template({ groupList: groups, content: groups[page] }).data(() => JSON.parse(data)).registerComponent();
    const text = textOf(createElement(page, definition.general(), new EmptyBackendContext()));
    console.log(`${page}: ${text.replace(/\s+/g, ' ').trim()}`.trim());
  } catch (error) {
    console.log(`${page}: ${error.message}`);
  }
}
