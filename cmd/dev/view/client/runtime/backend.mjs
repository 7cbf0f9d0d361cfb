import { CurrentWindowBackendContext, Event } from 'glass-easel';
import { elementName, values } from './wxss.mjs';
import { animate } from '../tags/animation.mjs';
import { bindModel } from '../tags/model.mjs';
import { mouseToTouch, watchLongPress } from './touch.mjs';

/** Events of the document that reach the mini-program; tags trigger theirs themselves. */
const HEARD = /^(touch\w+|transitionend|animation(start|iteration|end))$/;

/**
 * The part of glass-easel that makes the elements of the document and hears its events.
 */
export class Backend extends CurrentWindowBackendContext {
  /** Elements of the document that want long presses. */
  #pressable = new WeakSet();
  /** A long press that somebody heard takes the place of the tap. */
  #pressed = false;

  /** @param {(tag: string) => boolean} isPlugin whether a tag is a component of a plugin, in whose place a box stands */
  constructor(isPlugin = () => false) {
    super();
    this.document = {
      createElement: (tag) => (isPlugin(tag) ? plugin(tag) : element(elementName(tag))),
      createTextNode: (text) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    };
    mouseToTouch();
    addEventListener('touchstart', () => { this.#pressed = false; }, { capture: true, passive: true });
    watchLongPress((target, point, event) => this.#longPress(target, point, event));
    this.onEvent((target, type, detail, options) => {
      if (type === 'tap' && this.#pressed) return 0;
      return trigger(target, type, detail, options);
    });
  }

  setListenerStats(element, type, capture, level) {
    if (type === 'longpress' || type === 'longtap') this.#pressable.add(element);
    if (HEARD.test(type)) super.setListenerStats(element, type, capture, level);
  }

  setModelBindingStat(element, attribute, listener) {
    bindModel(element, attribute, listener);
  }

  /** Style sheets are the business of styles.mjs. */
  appendStyleSheetPath() {
    return 0;
  }

  #longPress(from, point, originalEvent) {
    const path = [];
    for (let node = from; node; node = node.parentNode) path.push(node);
    const target = path.find((node) => node.__wxElement);
    this.#pressed = path.some((node) => this.#pressable.has(node));
    if (!target || !this.#pressed) return;
    for (const type of ['longpress', 'longtap']) {
      trigger(target.__wxElement, type, point, { bubbles: true, composed: true, capturePhase: true, originalEvent });
    }
  }
}

function trigger(target, type, detail, options) {
  const event = new Event(type, type.startsWith('touch') ? {} : detail, { ...options, extraFields: touchesOf(options.originalEvent) });
  Event.dispatchEvent(target, event);
  return event.defaultPrevented() ? 1 : 0;
}

function element(name) {
  const made = document.createElement(name);
  made.setAttribute = (attribute, value) => {
    const node = made.__wxElement;
    // The document knows only texts.
    const animation = attribute === 'animation' && node?.getAttribute(attribute);
    if (animation?.actions) {
      animate(made, animation);
      return;
    }
    // Data that is not there yet arrives as '', which would mean true.
    if (node && node.getAttribute(attribute) === undefined) Element.prototype.removeAttribute.call(made, attribute);
    else Element.prototype.setAttribute.call(made, attribute, attribute === 'style' ? values(value) : value);
  };
  return made;
}

function plugin(tag) {
  const box = element('wx-absent');
  box.label = `<${tag}>`;
  return box;
}

/** @param {TouchEvent | undefined} event */
function touchesOf(event) {
  if (!event?.changedTouches) return {};
  return { touches: [...event.touches].map(touch), changedTouches: [...event.changedTouches].map(touch) };
}

function touch({ identifier, clientX, clientY, pageX, pageY }) {
  return { identifier, clientX, clientY, pageX, pageY };
}
