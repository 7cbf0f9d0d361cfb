import { element } from '../wx/element.mjs';

/** Height of a line, px, as tags.css has it. */
const LINE = 44;

/**
 * One wheel: a list of which the line in the middle is chosen.
 * @param {string[]} texts
 * @param {number} chosen
 * @param {(index: number) => void} onTurn
 */
function createWheel(texts, chosen, onTurn) {
  let at = chosen;
  const lines = texts.map((text, index) => element('div', { class: 'wx-wheel__line', role: 'option', text, onclick: () => move(index) }));
  const wheel = element('div', { class: 'wx-wheel', role: 'listbox', tabindex: 0 }, ...lines);
  const mark = (index) => {
    if (index === at || !lines[index]) return;
    lines[at]?.removeAttribute('aria-selected');
    lines[index].setAttribute('aria-selected', 'true');
    at = index;
    onTurn(index);
  };
  lines[at]?.setAttribute('aria-selected', 'true');
  const move = (index) => {
    wheel.scrollTop = index * LINE;
    mark(index);
  };
  wheel.onkeydown = ({ key }) => {
    if (key === 'ArrowDown') move(Math.min(lines.length - 1, at + 1));
    if (key === 'ArrowUp') move(Math.max(0, at - 1));
  };
  // It can be scrolled once it is in the document, and until then tells nothing.
  requestAnimationFrame(() => {
    wheel.scrollTop = chosen * LINE;
    wheel.onscroll = () => mark(Math.round(wheel.scrollTop / LINE));
  });
  return wheel;
}

/**
 * Wheels side by side.
 * @param {{ columns: string[][], chosen: number[] }} state
 * @param {(column: number, index: number) => void} onTurn
 */
export function createWheels(state, onTurn) {
  let { columns, chosen } = state;
  const holder = element('div', { class: 'wx-wheels' });
  const turned = (column, index) => {
    if ((chosen[column] ?? 0) === index) return;
    chosen = columns.map((_, at) => (at === column ? index : (chosen[at] ?? 0)));
    onTurn(column, index);
  };
  const wheel = (column) => createWheel(columns[column], chosen[column] ?? 0, (index) => turned(column, index));
  holder.append(...columns.map((_, column) => wheel(column)));
  return {
    element: holder,
    get columns() {
      return columns;
    },
    get chosen() {
      return columns.map((_, at) => chosen[at] ?? 0);
    },
    /** Changes the columns that differ; those that are being turned stay. @param {{ columns: string[][], chosen: number[] }} next */
    put(next) {
      const before = columns.map(String);
      ({ columns, chosen } = next);
      columns.forEach((texts, column) => {
        if (String(texts) !== before[column]) holder.children[column].replaceWith(wheel(column));
      });
    },
  };
}
