import { createEvent } from './events.mjs';

/**
 * A computer has no keyboard on its screen: one of the height in `?keyboard=` (px) is drawn while a field has the focus, to see what
 * a page does then.
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {any} host
 */
export function keyboard({ api }, host) {
  const size = Number(new URLSearchParams(location.search).get('keyboard')) || 0;
  const changed = createEvent();
  let drawn;

  const show = (height) => {
    drawn?.remove();
    drawn = undefined;
    if (height > 0) {
      drawn = Object.assign(document.createElement('div'), { className: 'phone-keyboard' });
      drawn.style.height = `${height}px`;
      host.phone.layer.append(drawn);
    }
    changed.emit({ height, duration: 0 });
  };
  if (size > 0) {
    document.addEventListener('focusin', (event) => isField(event) && show(size));
    document.addEventListener('focusout', (event) => isField(event) && show(0));
  }
  host.keyboard = { on: changed.on, off: changed.off };

  return {
    onKeyboardHeightChange: changed.on,
    offKeyboardHeightChange: changed.off,
    hideKeyboard: api('hideKeyboard', () => void (document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)?.blur()),
  };
}

const isField = (event) => event.composedPath()[0].matches?.('input:not([type=range], [type=checkbox]), textarea');
