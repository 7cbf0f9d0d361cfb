const config = require('../../config');
const { parseServer } = require('../../services/address');
const { scan } = require('../../services/device');
const { shown } = require('../../services/failure');
const server = require('../../services/server');
const setup = require('../../services/setup');
const words = require('../../words/index');

/** @typedef {import('../../services/setup').Row} Row */

/**
 * What is configured, what is missing and where to get it; in development and trial versions also
 * the address of the server. It looks each time the page is shown.
 */
Component({
  data: {
    words: words.setup,
    address: '',
    changeable: false,
    /** @type {'checking' | 'ok' | 'failed'} */
    state: 'checking',
    /** @type {Row[]} */
    rows: [],
    /** @type {{ name: string, where: string }[]} */
    missing: [],
    failure: { message: '', hint: '' },
    /** Whether the settings that are missing are listed. */
    open: false,
    editing: false,
    draft: '',
    problem: '',
  },

  lifetimes: {
    attached() {
      this.check();
    },
  },

  pageLifetimes: {
    show() {
      if (this.data.state !== 'checking') this.check();
    },
  },

  methods: {
    /** Asks the server; only the answer to the latest question counts. */
    async check() {
      const address = server.address();
      this.setData({ address, changeable: server.isChangeable(), state: 'checking' });
      try {
        const status = await server.status();
        if (address !== this.data.address) return;
        this.setData({ state: 'ok', rows: setup.describe(status, config.roomService), missing: status.missing.map(describe) });
      } catch (error) {
        if (address === this.data.address) this.setData({ state: 'failed', failure: shown(error) });
      }
    },

    onToggle() {
      this.setData({ open: !this.data.open });
    },

    onEdit() {
      this.setData({ editing: true, draft: this.data.address, problem: '' });
    },

    onCancel() {
      this.setData({ editing: false });
    },

    /** @param {WechatMiniprogram.Input} event */
    onDraft(event) {
      this.setData({ draft: event.detail.value, problem: '' });
    },

    onSave() {
      this.use(this.data.draft);
    },

    onScan() {
      scan((text) => this.use(text));
    },

    onForget() {
      server.remember('');
      this.setData({ editing: false });
      this.check();
    },

    /** @param {string} text Address, as typed or scanned. */
    use(text) {
      const { address, problem } = parseServer(text);
      if (problem) {
        this.setData({ editing: true, draft: text, problem: words.setup.problems[problem] });
        return;
      }
      server.remember(address);
      this.setData({ editing: false });
      this.check();
    },
  },
});

/** @param {string} name Of a setting that the server lacks. */
function describe(name) {
  /** @type {Record<string, string>} */
  const known = words.setup.settings;
  return { name, where: known[name] || words.setup.otherSetting };
}
