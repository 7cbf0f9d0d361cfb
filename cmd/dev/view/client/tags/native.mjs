import { tellModel } from './model.mjs';

/** Roles of what can be tapped. */
export const TAPPABLE = ['button', 'link', 'radio', 'checkbox', 'tab', 'menuitem', 'option', 'switch'];

/**
 * What WeChat's own tags share. Children stay in the document, where the mini-program's styles reach them; what a tag draws itself is
 * in its shadow root.
 */
export class Native extends HTMLElement {
  /** What the page lends to tags; set before the first tag is made. @type {any} */
  static host;

  /** Attributes whose changes `changed` hears of. @type {string[]} */
  static attributes = [];

  static get observedAttributes() {
    return [...this.attributes, 'aria-role', ...this.passed];
  }

  /** Attributes that belong to the inner control and not to the tag. @type {string[]} */
  static passed = [];

  /** The inner control. @type {HTMLElement | undefined} */
  inner;

  connectedCallback() {
    if (this.isReady) return;
    this.isReady = true;
    this.takeRole(this.raw('aria-role') ?? null);
    this.ready();
  }

  attributeChangedCallback(name, _, value) {
    if (name === 'aria-role') this.takeRole(value);
    else if (!this.constructor.passed.includes(name)) {
      if (this.isReady) this.changed(name);
    } else if (value !== null) {
      // On both, the label would be read out twice.
      this.inner?.setAttribute(name, value);
      this.removeAttribute(name);
    }
  }

  /** What keys can do a phone's reader does by itself. @param {string | null} role */
  takeRole(role) {
    this.role = role;
    if (TAPPABLE.includes(role) && !this.hasAttribute('tabindex')) this.tabIndex = 0;
  }

  /** Once, when the tag is in the document for the first time. */
  ready() {}

  /** @param {string} _name Of the attribute that was set. */
  changed(_name) {}

  /**
   * The value as the template gives it; the document knows only texts.
   * @param {string} name With hyphens, as `scroll-top`.
   */
  raw(name) {
    const camel = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    for (const each of [name, camel]) {
      const value = this.__wxElement?.getAttribute(each) ?? this.getAttribute(each);
      if (value !== null) return value;
    }
    return undefined;
  }

  /** @param {string} name @param {string} [fallback] */
  text(name, fallback = '') {
    const value = this.raw(name);
    return value === undefined ? fallback : String(value);
  }

  /** @param {string} name @param {number} [fallback] */
  number(name, fallback = 0) {
    const value = this.raw(name);
    return value === undefined || value === '' || Number.isNaN(Number(value)) ? fallback : Number(value);
  }

  /** Any text is true, as in WeChat. @param {string} name @param {boolean} [fallback] */
  flag(name, fallback = false) {
    const value = this.raw(name);
    return value === undefined ? fallback : value === '' || Boolean(value);
  }

  /**
   * Tells the mini-program; not at once, as it may be amid a change of its data.
   * @param {string} type
   * @param {object} [detail]
   */
  fire(type, detail = {}) {
    queueMicrotask(() => Native.host.fire(this, type, detail));
  }

  /** Tells a two-way binding of an attribute, `model:value`. @param {string} name @param {unknown} value */
  bind(name, value) {
    tellModel(this, name, value);
  }

  /**
   * @param {string} html
   * @param {ShadowRootInit} [options]
   */
  draw(html, options = {}) {
    const root = this.attachShadow({ mode: 'open', ...options });
    root.innerHTML = html;
    return root;
  }
}

/**
 * Names of classes as the style sheet of the template has them.
 * @param {any} element
 * @param {string} names
 * @returns {string}
 */
export function scoped(element, names) {
  const host = element.__wxElement?.ownerShadowRoot?.getHostNode();
  const manager = host?._$behavior?.ownerSpace?.styleScopeManager;
  const prefix = manager?.queryName(host.getComponentOptions().styleScope);
  return names.split(/\s+/).filter(Boolean).map((name) => (prefix ? `${prefix}--${name}` : name)).join(' ');
}
