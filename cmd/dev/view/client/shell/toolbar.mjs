/**
 * A choice between a few values, of which one is on.
 * @param {object} options
 * @param {string} options.label
 * @param {{value: string, text: string}[]} options.values
 * @param {string} options.value
 * @param {(value: string) => void} options.choose
 */
export function segments({ label, values, value, choose }) {
  const group = element('div', 'segments');
  group.setAttribute('role', 'radiogroup');
  group.setAttribute('aria-label', label);
  const buttons = values.map((item) => {
    const button = group.appendChild(element('button', 'segments__item', item.text));
    button.setAttribute('role', 'radio');
    button.onclick = () => {
      set(item.value);
      choose(item.value);
    };
    return [item.value, button];
  });
  const set = (chosen) => buttons.forEach(([name, button]) => button.setAttribute('aria-checked', String(name === chosen)));
  set(value);
  return group;
}

/**
 * The field that shows the page's address and takes another.
 * @param {{label: string, go: (address: string) => void}} options
 */
export function addressField({ label, go }) {
  const form = element('form', 'address');
  const input = form.appendChild(element('input', 'address__input'));
  input.setAttribute('aria-label', label);
  input.spellcheck = false;
  form.onsubmit = (event) => {
    event.preventDefault();
    go(`/${input.value.trim().replace(/^[#/]+/, '')}`);
    input.blur();
  };
  return {
    form,
    /** @param {string} address */
    show(address) {
      if (document.activeElement !== input) input.value = address;
    },
  };
}

/**
 * Who is shown, and a way to be somebody else in another tab.
 * @param {{name: string, label: string, more: string, open: () => void}} options name: '' for nobody in particular
 */
export function userField({ name, label, more, open }) {
  const field = element('div', 'user');
  if (name) {
    const shown = field.appendChild(element('span', 'user__name', name));
    shown.title = label;
    shown.setAttribute('aria-label', `${label}: ${name}`);
  }
  const button = field.appendChild(element('button', 'toolbar__button', more));
  button.onclick = open;
  return field;
}

export function element(tag, name, text = '') {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
