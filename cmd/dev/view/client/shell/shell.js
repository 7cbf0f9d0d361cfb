import './shell.css';
import words from 'words';
import { nameOf } from '../wx/user.mjs';
import { devices } from '../runtime/devices.mjs';
import { showFailures } from './overlay.mjs';
import { createPanel } from './panel.mjs';
import { addressField, element, segments, userField } from './toolbar.mjs';
import { freeName, openUsers, present } from './users.mjs';

const say = words.shell;
const frame = document.querySelector('.device__screen');
const device = document.querySelector('.device');
const stage = document.querySelector('.stage');
const search = new URLSearchParams(location.search);
const user = nameOf(search, sessionStorage);
const settings = {
  device: search.get('device') ?? localStorage.getItem('mlvb-shell:device') ?? 'medium',
  theme: search.get('theme') ?? localStorage.getItem('mlvb-shell:theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
};

document.documentElement.lang = say.lang;
document.title = user ? `${user} · ${say.title}` : say.title;
frame.title = say.phone;
present(user, navigator.locks);
const panel = createPanel(document.querySelector('.panel'), say);
const address = addressField({ label: say.address, go: (to) => phone()?.go(to) });
const again = element('button', 'toolbar__button', say.reload);
again.onclick = () => frame.contentWindow.location.reload();
document.querySelector('.toolbar').append(
  element('h1', 'toolbar__title', say.title),
  address.form,
  again,
  userField({ name: user, label: say.user, more: say.anotherUser, open: openAnother }),
  segments({
    label: say.device,
    values: devices.map(({ name, width, height }) => ({ value: name, text: `${width}×${height}` })),
    value: settings.device,
    choose: (name) => {
      set('device', name);
      open();
    },
  }),
  segments({
    label: say.theme,
    values: [{ value: 'light', text: say.light }, { value: 'dark', text: say.dark }],
    value: settings.theme,
    choose: (theme) => {
      set('theme', theme);
      phone()?.setTheme(theme);
    },
  }),
);

frame.addEventListener('load', () => {
  for (const name of ['mlvb-ready', 'mlvb-change', 'mlvb-failure']) frame.contentWindow.addEventListener(name, refresh);
  refresh();
});
addEventListener('hashchange', () => {
  if (location.hash.slice(1) !== phone()?.stack().at(-1)) phone()?.go(`/${location.hash.slice(1).replace(/^\/+/, '')}`);
});
addEventListener('resize', fit);
open();

function phone() {
  return frame.contentWindow?.mlvb;
}

/** In a tab of its own, on the page that is shown here. */
async function openAnother() {
  const name = freeName(say.numberedUser, [user, ...await openUsers(navigator.locks)]);
  window.open(`/?user=${encodeURIComponent(name)}${location.hash}`, '_blank', 'noopener');
}

/** Loads the phone anew with the settings; it finds its pages by itself. */
function open() {
  for (const [name, value] of Object.entries(settings)) search.set(name, value);
  const { width, height } = devices.find(({ name }) => name === settings.device) ?? devices[1];
  Object.assign(frame.style, { width: `${width}px`, height: `${height}px` });
  fit();
  frame.contentWindow.location.replace(`/phone?${search}${location.hash}`);
}

function set(name, value) {
  settings[name] = value;
  localStorage.setItem(`mlvb-shell:${name}`, value);
}

function refresh() {
  const { stack, page, calls, faults, warnings } = phone() ?? {};
  if (!stack) return;
  const top = stack().at(-1);
  if (top) {
    history.replaceState(null, '', `#${top}`);
    address.show(top);
  }
  panel.show({ stack: stack(), data: page()?.data, calls, warnings });
  showFailures(device, faults(), say);
}

/** A phone that is higher than the window is shown smaller. */
function fit() {
  const scale = Math.min(1, (stage.clientHeight - 48) / (frame.clientHeight + 24));
  device.style.transform = `scale(${scale})`;
}
