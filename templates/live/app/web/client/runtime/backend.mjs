import { CurrentWindowBackendContext, Event } from 'glass-easel';
import { elementName, values } from '../../build/wxss.mjs';

/** Events of the document that reach the mini-program; tags trigger theirs themselves. */
const HEARD = /^(touch\w+|transitionend|animation(start|iteration|end))$/;

/**
 * The part of glass-easel that makes the elements of the document and hears its events.
 */
export class Backend extends CurrentWindowBackendContext {
  constructor() {
    super();
    this.document = {
      createElement: (tag) => element(elementName(tag)),
      createTextNode: (text) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    };
    this.onEvent((target, type, detail, options) => {
      const event = new Event(type, detailOf(type, detail), { ...options, extraFields: touchesOf(options.originalEvent) });
      Event.dispatchEvent(target, event);
      return event.defaultPrevented() ? 1 : 0;
    });
  }

  setListenerStats(element, type, capture, level) {
    if (HEARD.test(type)) super.setListenerStats(element, type, capture, level);
  }

  /** Style sheets are the business of styles.mjs. */
  appendStyleSheetPath() {
    return 0;
  }
}

function element(name) {
  const made = document.createElement(name);
  made.setAttribute = (attribute, value) => {
    Element.prototype.setAttribute.call(made, attribute, attribute === 'style' ? values(value) : value);
  };
  return made;
}

/** A tap has its place as detail; the other events of a finger have none. */
function detailOf(type, detail) {
  return type.startsWith('touch') ? {} : detail;
}

function touchesOf(event) {
  if (!event?.type) return {};
  if (event.touches) return { touches: [...event.touches].map(touch), changedTouches: [...event.changedTouches].map(touch) };
  if (!event.type.startsWith('mouse')) return {};
  const point = touch({ ...pick(event), identifier: 0 });
  return { touches: event.type === 'mouseup' ? [] : [point], changedTouches: [point] };
}

function pick({ clientX, clientY, pageX, pageY }) {
  return { clientX, clientY, pageX, pageY };
}

function touch({ identifier, clientX, clientY, pageX, pageY }) {
  return { identifier, clientX, clientY, pageX, pageY };
}
