/** Tags of the platform without a hyphen: in the document a custom element stands for each, whose name needs one. */
export const PLAIN_TAGS = [
  'ad', 'audio', 'button', 'camera', 'canvas', 'checkbox', 'editor', 'form', 'icon', 'image', 'input', 'label', 'map',
  'navigator', 'page', 'picker', 'progress', 'radio', 'slider', 'swiper', 'switch', 'text', 'textarea', 'video', 'view',
];

/**
 * @param {string} tag as it stands in WXML and WXSS
 * @returns {string} name of its element in the document: `wx-view` for `view`; one with a hyphen keeps its name
 */
export const elementName = (tag) => (PLAIN_TAGS.includes(tag) ? `wx-${tag}` : tag);

/** The parts of a selector that become others; brackets, which stay, come first. */
const PARTS = new RegExp(`\\[[^\\]]*\\]|:host(?![\\w-])|\\.(?=[A-Za-z_\\\\-])|(?<![\\w\\-.#:\\\\])(?:${PLAIN_TAGS.join('|')})(?![\\w-])`, 'g');
const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/;

/**
 * Turns WXSS into CSS for the browser view.
 * @param {string} text without @import
 * @param {string} scope prefix of the classes, as the template gives them; empty for pages
 */
export function toCSS(text, scope) {
  return values(rules(text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')), scope, ''));
}

/**
 * Lengths and colours of the phone: rpx, its height without the navigation bar,
 * its safe area. Also for style attributes.
 * @param {string} text
 */
export function values(text) {
  return text
    .replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/g, (_, number) => `calc(${number} * 100vw / 750)`)
    .replace(/(-?(?:\d+\.?\d*|\.\d+))[sld]?vh\b/g, (_, number) => `${number}cqh`)
    .replace(/\b(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?=[,)])/g, (_, side) => `var(--safe-area-${side}`);
}

/** Walks through the rules of a block. `under` is the theme that they are for, or empty. */
function rules(text, scope, under) {
  let result = '';
  for (const { prelude, body } of blocks(text)) {
    const name = /^\s*@([\w-]+)/.exec(prelude)?.[1];
    if (body === undefined) result += prelude;
    else if (!name) result += `${selectors(prelude, scope, under)}{${body}}`;
    else if (name !== 'media' && name !== 'supports' && name !== 'layer' && name !== 'container') result += `${prelude}{${body}}`;
    else result += conditional(prelude, body, scope, under);
  }
  return result;
}

/** The browser view has its own switch for the theme, so that its media query becomes an attribute of the page. */
function conditional(prelude, body, scope, under) {
  const [, theme] = SCHEME.exec(prelude) ?? [];
  if (!theme) return `${prelude}{${rules(body, scope, under)}}`;
  const rest = prelude.replace(SCHEME, '').replace(/@media(\s+and\b)?/, '@media').replace(/\band\s+and\b/, 'and').replace(/\s+and\s*$/, ' ');
  const inner = rules(body, scope, theme);
  return rest.trim() === '@media' ? inner : `${rest}{${inner}}`;
}

function selectors(prelude, scope, under) {
  const part = (found) => {
    if (found.startsWith('[')) return found;
    if (found === '.') return scope ? `.${scope}--` : found;
    return found === ':host' ? `[wx-host="${scope}"]` : elementName(found);
  };
  // :where keeps the weight of the selector as it is.
  const theme = under && `:where([data-theme="${under}"]) `;
  return split(prelude).map((selector) => selector.replace(PARTS, part).replace(/^\s*/, `$&${theme}`)).join(',');
}

/** At the commas that no bracket holds. */
function split(prelude) {
  let depth = 0;
  let start = 0;
  const found = [];
  for (let at = 0; at < prelude.length; at += 1) {
    if ('(['.includes(prelude[at])) depth += 1;
    if (')]'.includes(prelude[at])) depth -= 1;
    if (prelude[at] !== ',' || depth > 0) continue;
    found.push(prelude.slice(start, at));
    start = at + 1;
  }
  return [...found, prelude.slice(start)];
}

/** @returns {Generator<{prelude: string, body?: string}>} body undefined: text that no block follows */
function* blocks(text) {
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"' || text[at] === "'") at = endOfString(text, at);
    if (text[at] === ';') {
      yield { prelude: text.slice(start, at + 1) };
      start = at + 1;
    }
    if (text[at] !== '{') continue;
    const end = endOfBlock(text, at);
    yield { prelude: text.slice(start, at), body: text.slice(at + 1, end) };
    start = end + 1;
    at = end;
  }
  if (start < text.length) yield { prelude: text.slice(start) };
}

function endOfBlock(text, open) {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '"' || text[at] === "'") at = endOfString(text, at);
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

function endOfString(text, open) {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[open]) return at;
  }
  return text.length;
}
