import { Refusal } from './calls.mjs';
import { createEvent } from './events.mjs';
import { showModal } from './modal.mjs';

/** What two pages tell each other, as `wx.navigateTo` gives it. */
function createChannel() {
  const events = new Map();
  const of = (name) => events.get(name) ?? events.set(name, createEvent()).get(name);
  return {
    on: (name, listener) => of(name).on(listener),
    off: (name, listener) => of(name).off(listener),
    once(name, listener) {
      const first = (...heard) => {
        of(name).off(first);
        listener(...heard);
      };
      of(name).on(first);
    },
    emit: (name, heard) => of(name).emit(heard),
  };
}

/**
 * Questions before a page is left, by page.
 * @param {HTMLElement} layer
 * @param {{ confirm: string, cancel: string }} words
 */
export function createGuard(layer, words) {
  const messages = new WeakMap();
  return {
    set: (page, message) => messages.set(page, message),
    drop: (page) => messages.delete(page),
    /** @param {object} [page] @returns {Promise<boolean>} */
    async mayLeave(page) {
      const content = page && messages.get(page);
      if (!content) return true;
      const { confirm } = await showModal(layer, words, { content });
      return confirm;
    },
  };
}

/**
 * @param {ReturnType<typeof import('./calls.mjs').createCalls>} calls
 * @param {any} host
 * @param {ReturnType<typeof createGuard>} guard
 */
export function navigation({ api }, host, guard) {
  const current = () => host.pages.current();

  function navigateTo({ url, events = {} }) {
    const eventChannel = createChannel();
    Object.entries(events).forEach(([name, listener]) => eventChannel.on(name, listener));
    host.pages.navigateTo(url, { getOpenerEventChannel: () => eventChannel });
    return { eventChannel };
  }

  async function navigateBack({ delta = 1 }) {
    if (!(await guard.mayLeave(current()))) throw new Refusal('cancel');
    host.pages.navigateBack(delta);
  }

  return {
    navigateTo: api('navigateTo', navigateTo),
    redirectTo: api('redirectTo', ({ url }) => host.pages.redirectTo(url)),
    reLaunch: api('reLaunch', ({ url }) => host.pages.reLaunch(url)),
    switchTab: api('switchTab', ({ url }) => host.pages.switchTab(url)),
    navigateBack: api('navigateBack', navigateBack),
    exitMiniProgram: api('exitMiniProgram', () => host.pages.reLaunch('/')),
    enableAlertBeforeUnload: api('enableAlertBeforeUnload', ({ message }) => void guard.set(current(), message)),
    disableAlertBeforeUnload: api('disableAlertBeforeUnload', () => void guard.drop(current())),

    setNavigationBarTitle: api('setNavigationBarTitle', ({ title }) => host.phone.setNavigationBar({ title })),
    setNavigationBarColor: api('setNavigationBarColor', ({ frontColor, backgroundColor }) => {
      if (!['#ffffff', '#000000'].includes(frontColor)) throw new Refusal(`invalid frontColor "${frontColor}"`);
      host.phone.setNavigationBar({ color: frontColor, backgroundColor });
    }),
    showNavigationBarLoading: api('showNavigationBarLoading', () => host.phone.setNavigationBar({ loading: true })),
    hideNavigationBarLoading: api('hideNavigationBarLoading', () => host.phone.setNavigationBar({ loading: false })),
    hideHomeButton: api('hideHomeButton', () => ({})),
    setBackgroundColor: api('setBackgroundColor', ({ backgroundColor = '' }) => void (current().frame.style.background = backgroundColor)),
    setBackgroundTextStyle: api('setBackgroundTextStyle', () => ({})),
  };
}
