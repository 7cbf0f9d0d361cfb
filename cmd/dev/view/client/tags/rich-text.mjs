import { Native } from './native.mjs';

/** Tags and attributes that WeChat lets through. */
const TAGS = `a abbr address article aside b big blockquote br caption center cite code col colgroup dd del div dl dt em
  fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p
  pre q s section small span strong sub sup table tbody td tfoot th thead tr tt u ul`.split(/\s+/);
const ATTRIBUTES = ['class', 'style', 'alt', 'src', 'width', 'height', 'colspan', 'rowspan', 'span', 'start', 'type', 'dir', 'align', 'color', 'size'];

/**
 * @param {any} node As `nodes` gives it: `{name, attrs, children}` or `{type: 'text', text}`.
 * @returns {Node | null}
 */
function fromData(node) {
  if (node.type === 'text') return document.createTextNode(node.text ?? '');
  return make(node.name, Object.entries(node.attrs ?? {}), (node.children ?? []).map(fromData));
}

/** @param {ChildNode} node @returns {Node | null} */
function fromDocument(node) {
  if (node instanceof Text) return document.createTextNode(node.data);
  if (!(node instanceof Element)) return null;
  return make(node.localName, [...node.attributes].map(({ name, value }) => [name, value]), [...node.childNodes].map(fromDocument));
}

function make(name, attributes, children) {
  if (!TAGS.includes(String(name).toLowerCase())) return null;
  const made = document.createElement(name);
  for (const [attribute, value] of attributes) if (ATTRIBUTES.includes(attribute)) made.setAttribute(attribute, value);
  made.append(...children.filter(Boolean));
  return made;
}

export class RichText extends Native {
  static attributes = ['nodes'];

  ready() {
    this.changed();
  }

  changed() {
    const nodes = this.raw('nodes') ?? '';
    const parsed = () => [...new DOMParser().parseFromString(String(nodes), 'text/html').body.childNodes];
    const made = Array.isArray(nodes) ? nodes.map(fromData) : parsed().map(fromDocument);
    this.replaceChildren(...made.filter(Boolean));
  }
}
