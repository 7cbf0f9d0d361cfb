// A phone in a browser, as a person has it: what can be read and tapped. It notes every error.
import assert from 'node:assert/strict';
import { webWords } from './view.mjs';

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Phone {
  /**
   * @param {import('playwright-core').Page} page
   * @param {string} view Address of the browser view.
   * @param {Record<string, string>} query Of the browser view.
   */
  constructor(page, view, query) {
    this.page = page;
    this.view = view;
    this.query = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
    /** @type {string[]} */
    this.faults = [];
    page.on('pageerror', (error) => this.faults.push(String(error.stack ?? error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`${message.text()} (${message.location().url})`);
    });
  }

  /** Opens a page of the mini-program. @param {string} route short or whole, with its query */
  async open(route) {
    await this.page.goto(`${this.view}phone?${this.query}#/${route}`);
    await this.page.waitForFunction(() => window.mlvb?.ready);
  }

  /** What can be read. @param {string | RegExp} text a string in its very case */
  text(text) {
    return this.page.getByText(text instanceof RegExp ? text : new RegExp(escaped(text))).filter({ visible: true }).first();
  }

  /** @param {string} label */
  labelled(label) {
    return this.page.getByLabel(label, { exact: true }).filter({ visible: true }).first();
  }

  /** @param {string} name Its text, or its label when it has none. */
  button(name) {
    return this.page.getByRole('button', { name, exact: true }).filter({ visible: true }).first();
  }

  /** Waits until all of the texts can be read. @param {...(string | RegExp)} texts */
  async sees(...texts) {
    for (const text of texts) {
      await this.text(text)
        .waitFor()
        .catch(async () => assert.fail(`"${text}" is not on the screen, which says:\n${await this.read()}`));
    }
  }

  /** Waits until none of the texts can be read any more. @param {...(string | RegExp)} texts */
  async misses(...texts) {
    for (const text of texts) {
      await this.text(text)
        .waitFor({ state: 'detached' })
        .catch(async () => assert.fail(`"${text}" is still on the screen, which says:\n${await this.read()}`));
    }
  }

  /** Taps a button. @param {string} name */
  async tap(name) {
    await this.button(name).click();
  }

  /** Taps what is written. @param {string} text */
  async tapText(text) {
    await this.page.getByText(text, { exact: true }).filter({ visible: true }).first().click();
  }

  /** Taps what has that label and is no button. @param {string} label */
  async tapLabelled(label) {
    await this.labelled(label).click();
  }

  /** Types into the field with that label. @param {string} label @param {string} value */
  async type(label, value) {
    const field = this.labelled(label);
    await field.locator('input, textarea').or(field).last().fill(value);
  }

  /** @param {string} key */
  async press(key) {
    await this.page.keyboard.press(key);
  }

  /** The way back in the navigation bar. */
  async back() {
    await this.tapLabelled(webWords.shell.back);
  }

  async pullDown() {
    await this.page.evaluate(() => wx.startPullDownRefresh());
  }

  /** Scrolls the page that is open to its end. */
  async toBottom() {
    await this.page.evaluate(() => {
      const scroller = [...document.querySelectorAll('.phone-scroll')].at(-1);
      scroller.scrollTop = scroller.scrollHeight;
    });
  }

  /** A live tag says something. @param {string} selector @param {string} type of the event @param {object} detail */
  async say(selector, type, detail) {
    await this.page.evaluate((args) => window.mlvb.fire(...args), [selector, type, detail]);
  }

  /** Waits until a state code stands in the list of states beside its text. @param {number} code @param {string} text */
  async tells(code, text) {
    const row = this.page.locator('wx-view').filter({ visible: true, has: this.page.getByText(String(code), { exact: true }) });
    await row.filter({ hasText: text }).last().waitFor();
  }

  /** All that can be read. */
  read() {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** Waits until the page that is open ends so. @param {string} route */
  async isAt(route) {
    await this.page
      .waitForFunction((end) => window.mlvb.page()?.route.endsWith(end), route)
      .catch(async () => assert.fail(`the page is not ${route} but ${await this.page.evaluate(() => window.mlvb.page()?.route)}:\n${await this.read()}`));
  }

  /** Waits until there is something with each of the labels. @param {...string} labels */
  async has(...labels) {
    for (const label of labels) await this.labelled(label).waitFor();
  }

  /** Nothing has any of the labels. @param {...string} labels */
  async lacks(...labels) {
    for (const label of labels) assert.equal(await this.labelled(label).count(), 0, `"${label}" is there`);
  }

  /** Waits until the list in the page's data has as many entries. @param {string} name @param {number} length */
  async lists(name, length) {
    await this.page.waitForFunction((args) => window.mlvb.page().data[args.name].length === args.length, { name, length });
  }

  /** Waits until a live tag has a moving picture. @param {string} selector */
  async isPlaying(selector) {
    await this.page.waitForFunction((tag) => {
      const video = document.querySelector(tag)?.shadowRoot.querySelector('video');
      return video && video.videoWidth > 0 && video.currentTime > 0 && !video.paused;
    }, selector);
  }

  /** Waits until a text is not only there, but within the screen and not hidden by what lies above. @param {string} text */
  async shows(text) {
    await this.text(text).waitFor();
    await this.page.waitForFunction((wanted) => {
      const found = [...document.querySelectorAll('*')].filter((each) => each.textContent.includes(wanted)).at(-1);
      const { left, top, width, height } = found.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + height / 2);
      return above === found || found.contains(above) || above?.contains(found);
    }, text);
  }

  /** Nothing on the page is wider than the screen. */
  async fits() {
    const wider = await this.page.evaluate(() =>
      [...document.querySelectorAll('.phone-scroll')].filter((each) => each.scrollWidth > each.clientWidth).map((each) => `${each.scrollWidth} px in ${each.clientWidth} px`),
    );
    assert.deepEqual(wider, [], 'the page scrolls sideways');
  }

  /** Looks at what was left in the other theme as well, and notes the errors of the browser view. */
  async finish() {
    const { page } = this;
    if (!(await page.evaluate(() => window.mlvb?.ready))) return;
    const theme = this.query.get('theme') === 'dark' ? 'light' : 'dark';
    await page.evaluate((other) => window.mlvb.setTheme(other), theme);
    await page.waitForFunction((other) => document.documentElement.dataset.theme === other, theme);
    const failures = await page.evaluate(() => window.mlvb.failures);
    this.faults.push(...failures.map(({ file, line, message }) => `${file}:${line} ${message}`));
    await this.fits();
  }

  /** Every error is an expected or an allowed one, and all the expected ones have come. @param {RegExp[]} expected @param {RegExp[]} allowed */
  checkFaults(expected, allowed) {
    const unexpected = this.faults.filter((fault) => ![...expected, ...allowed].some((wanted) => wanted.test(fault)));
    assert.deepEqual(unexpected, [], 'the phone reported errors');
    const missing = expected.filter((wanted) => !this.faults.some((fault) => wanted.test(fault)));
    assert.deepEqual(missing, [], 'an expected error did not come');
  }
}
