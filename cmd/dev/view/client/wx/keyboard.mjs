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
  const drawn = document.createElement('div');
  drawn.className = 'phone-keyboard';

  const show = (height, lift = 0) => {
    drawn.style.height = `${height}px`;
    host.phone.layer.append(drawn);
    host.phone.root.style.transform = lift > 0 ? `translateY(${-lift}px)` : '';
    changed.emit({ height, duration: 0 });
  };
  if (size > 0) {
    document.addEventListener('focusin', (event) => isField(event) && show(size, liftOf(event.target, innerHeight - size)));
    document.addEventListener('focusout', (event) => isField(event) && show(0));
  }
  host.keyboard = { on: changed.on, off: changed.off };

  return {
    onKeyboardHeightChange: changed.on,
    offKeyboardHeightChange: changed.off,
    hideKeyboard: api('hideKeyboard', () => void (document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)?.blur()),
  };
}

/** How far the page goes up for a field to be seen above the keyboard, px. */
function liftOf(field, top) {
  if (!field.flag?.('adjust-position', true)) return 0;
  return field.getBoundingClientRect().bottom + field.number('cursor-spacing') - top;
}

const isField = (event) => event.composedPath()[0].matches?.('input:not([type=range], [type=checkbox], [type=radio]), textarea');
