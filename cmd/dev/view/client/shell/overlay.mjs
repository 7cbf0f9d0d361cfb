import './overlay.css';

/** As many as fit; the rest is said by a number. */
const SHOWN = 8;

/**
 * Shows what is wrong over the phone, the first thing first.
 * @param {HTMLElement} parent
 * @param {import('../runtime/built.mjs').Failure[]} failures none: the overlay goes
 * @param {typeof import('../words/en.js').shell} words
 */
export function showFailures(parent, failures, words) {
  const known = parent.querySelector(':scope > .failures');
  if (failures.length === 0) {
    known?.remove();
    return;
  }
  const overlay = element('section', 'failures');
  overlay.setAttribute('role', 'alert');
  const head = overlay.appendChild(element('header', 'failures__head', words.failed(failures.length)));
  const close = head.appendChild(element('button', 'failures__close', '×'));
  close.setAttribute('aria-label', words.close);
  close.onclick = () => overlay.remove();
  for (const failure of failures.slice(0, SHOWN)) overlay.append(entry(failure));
  if (failures.length > SHOWN) overlay.append(element('p', 'failures__more', words.more(failures.length - SHOWN)));
  if (known) known.replaceWith(overlay);
  else parent.append(overlay);
}

function entry(failure) {
  const item = element('article', 'failures__item');
  const place = placeOf(failure);
  if (place) item.append(element('code', 'failures__place', place));
  item.append(element('p', 'failures__text', failure.message));
  return item;
}

/** @param {import('../runtime/built.mjs').Failure} failure */
export function placeOf({ file, line, column }) {
  return [file, line, column].filter(Boolean).join(':');
}

function element(tag, name, text = '') {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
