/**
 * Makes an element of the phone's own surface.
 * @param {string} tag
 * @param {Record<string, any>} [given] `class`, `text`, `onclick` and such, and attributes.
 * @param {...(Node | null)} children
 * @returns {any}
 */
export function element(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name === 'text') made.textContent = value;
    else if (name.startsWith('on')) made[name] = value;
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter(Boolean));
  return made;
}

/**
 * A dialog over the phone that takes all input until it is answered; Escape is the phone's way back.
 * @template Answer
 * @param {HTMLElement} layer
 * @param {{ class: string, label: string, role?: string, away?: Answer, outside?: boolean }} options `away` is the answer of whoever
 *   goes back, and with `outside` of whoever taps beside it.
 * @param {(answer: (value: Answer) => void) => Node[]} content
 * @returns {Promise<Answer>}
 */
export function dialog(layer, { class: name, label, role = 'dialog', away, outside = false }, content) {
  return new Promise((resolve) => {
    const box = element('dialog', { class: `phone-dialog ${name}`, role, 'aria-label': label, 'aria-modal': 'true', tabindex: -1 });
    const answer = (value) => {
      box.close();
      box.remove();
      resolve(value);
    };
    box.append(...content(answer));
    box.oncancel = (event) => {
      event.preventDefault();
      answer(away);
    };
    box.onclick = (event) => {
      if (outside && event.target === box) answer(away);
    };
    layer.append(box);
    box.showModal();
    // A ring around its first button would look like a choice made already.
    if (!box.querySelector('[autofocus]')) box.focus();
  });
}
