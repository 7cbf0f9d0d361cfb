import { TAPPABLE } from './native.mjs';

/**
 * The state of being pressed (`hover-class`), and keys for what can be tapped.
 */

/** What WeChat does where the template says nothing: class, ms before it comes and after it goes. */
const DEFAULTS = {
  'WX-BUTTON': { name: 'button-hover', start: 20, stay: 70 },
  'WX-NAVIGATOR': { name: 'navigator-hover', start: 50, stay: 600 },
};
const OTHERS = { name: 'none', start: 50, stay: 400 };

/** @param {Element} from @returns {HTMLElement[]} The tags that are pressed there, the inner one first. */
function pressed(from) {
  const found = [];
  for (let element = from; element instanceof HTMLElement; element = element.parentElement) {
    if (!element.raw) continue;
    const { name } = DEFAULTS[element.tagName] ?? OTHERS;
    if (element.text('hover-class', name) === 'none') continue;
    if (!element.flag('disabled')) found.push(element);
    if (element.flag('hover-stop-propagation')) break;
  }
  return found;
}

/** @param {any} element @param {boolean} on */
function mark(element, on) {
  const own = DEFAULTS[element.tagName]?.name;
  const names = element.text('hover-class', own);
  if (names === own) element.toggleAttribute('data-pressed', on);
  else for (const name of names.split(/\s+/).filter(Boolean)) element.__wxElement?.classList.toggle(name, on);
}

function press(element) {
  const { start, stay } = DEFAULTS[element.tagName] ?? OTHERS;
  const begin = setTimeout(() => mark(element, true), element.number('hover-start-time', start));
  const end = () => {
    clearTimeout(begin);
    setTimeout(() => mark(element, false), element.number('hover-stay-time', stay));
  };
  addEventListener('pointerup', end, { once: true });
  addEventListener('pointercancel', end, { once: true });
}

/** A tap in the middle of an element, as a mouse makes it. @param {HTMLElement} element */
function tap(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const place = { bubbles: true, composed: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 2 };
  for (const type of ['mousedown', 'mouseup', 'click']) element.dispatchEvent(new MouseEvent(type, place));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = event.target;
  const isKey = event.key === 'Enter' || event.key === ' ';
  if (!isKey || !target.raw || target.inner || !TAPPABLE.includes(target.role)) return;
  event.preventDefault();
  tap(target);
}

/** Keeps a tap from what is disabled. @param {Event} event */
function stop(event) {
  if (event.target.closest?.('wx-button[disabled]')) event.stopImmediatePropagation();
}

export function watchPresses() {
  for (const type of ['pointerdown', 'touchstart', 'mousedown', 'click']) addEventListener(type, stop, { capture: true });
  document.addEventListener('pointerdown', (event) => pressed(event.target).forEach(press), { passive: true });
  document.addEventListener('keydown', onKey);
}
