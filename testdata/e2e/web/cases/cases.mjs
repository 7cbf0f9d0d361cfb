// Pages that WeChat's compilers accept and that are easily got wrong: what is in their files, and what can be read.

/**
 * @typedef {object} Case
 * @property {string} wxml
 * @property {string[]} reads
 * @property {string} [js] Of the page; without it, people in a list and a number.
 * @property {object} [json]
 * @property {Record<string, string>} [files] Beside the page.
 */

const people = "Page({ data: { people: [{ id: 7, name: 'ada' }, { id: 8, name: 'bob' }], n: 1 }, add({ by }) { this.setData({ n: this.data.n + by }); } });";

/** @type {Record<string, Case>} */
export const cases = {
  'key-in-braces': { wxml: '<view wx:for="{{people}}" wx:key="{{item.id}}">{{item.name}}</view>', reads: ['ada', 'bob'] },
  'for-items': { wxml: '<view wx:for-items="{{people}}" wx:key="id">{{index}} {{item.name}}</view>', reads: ['0 ada', '1 bob'] },
  'attribute-twice': { wxml: '<view class="first" class="second">twice</view>', reads: ['twice'] },
  'blank-after-equals': { wxml: '<view id= "blank">a blank</view>', reads: ['a blank'] },
  'upper-case-data': { wxml: '<view data-roomId="12" bindtap="told">{{n}}</view>', js: "Page({ data: { n: 'not yet' }, told({ currentTarget }) { this.setData({ n: 'room ' + currentTarget.dataset.roomid }); } });", reads: ['not yet'] },
  'wxs-requires-wxs': {
    wxml: '<wxs src="./price.wxs" module="price" /><text>{{price.yuan(1250)}}</text>',
    files: {
      'price.wxs': 'var rounded = require("./rounded.wxs");\nmodule.exports = { yuan: function (fen) { return "¥" + rounded.two(fen / 100); } };\n',
      'rounded.wxs': 'module.exports = { two: function (number) { return number.toFixed(2); } };\n',
    },
    reads: ['¥12.50'],
  },
  'wxs-built-in': {
    wxml: '<wxs module="m">module.exports = { plus: function (text) { return text.replace(getRegExp("-", "g"), "+") + " " + getDate(0).getTime(); } };</wxs><text>{{m.plus("a-b-c")}}</text>',
    reads: ['a+b+c 0'],
  },
  'wxs-event': {
    wxml: '<wxs module="m">module.exports = { tap: function (event, owner) { owner.callMethod("add", { by: 2 }); } };</wxs><button bindtap="{{m.tap}}">add two</button><text>now {{n}}</text>',
    reads: ['now 1'],
  },
  'built-in-behaviors': {
    wxml: '<a-box id="box" /><text>{{said}}</text>',
    json: { usingComponents: { 'a-box': './a-box' } },
    js: "Page({ data: { said: '' }, onReady() { this.setData({ said: 'says ' + this.selectComponent('#box').hello }); } });",
    files: {
      'a-box.js': "Component({ behaviors: ['wx://component-export', 'wx://form-field', 'wx://form-field-group', 'wx://form-field-button'], export() { return { hello: 'there' }; } });\n",
      'a-box.json': '{"component": true}\n',
      'a-box.wxml': '<text>a box</text>\n',
    },
    reads: ['a box', 'says there'],
  },
  'include-in-for': {
    wxml: '<view wx:for="{{people}}" wx:key="id"><include src="./row.wxml" /></view>',
    files: { 'row.wxml': '<text>{{index}} is {{item.name}}</text>\n' },
    reads: ['0 is ada', '1 is bob'],
  },
  'import-beside-exports': { wxml: '<text>{{text}}</text>', js: "import { greet } from './greet';\nmodule.exports = { greet };\nPage({ data: { text: greet('ada') } });", files: { 'greet.js': 'export const greet = (name) => `hello ${name}`;\n' }, reads: ['hello ada'] },
};

/** The page that has a mistake, and its line. */
export const broken = { route: 'pages/broken/broken', wxml: '<view>\n  {{ no end\n</view>', line: 2 };

/** Who is asked, and what can be read: the code of wx.login, and what was stored. */
const login = `Page({
  data: { code: '', kept: '' },
  onLoad() {
    this.setData({ kept: wx.getStorageSync('kept') || 'nothing kept' });
    wx.login({ success: ({ code }) => this.setData({ code }) });
  },
  keep() {
    wx.setStorageSync('kept', 'kept something');
    this.setData({ kept: 'kept something' });
  },
});`;

/** @param {string} name @param {Case} page @returns {Record<string, string>} */
const pageFiles = (name, { wxml, js = people, json = {}, files = {} }) =>
  Object.fromEntries(
    Object.entries({ [`${name}.wxml`]: `${wxml}\n`, [`${name}.js`]: `${js}\n`, [`${name}.json`]: JSON.stringify(json), ...files }).map(([file, text]) => [`pages/${name}/${file}`, text]),
  );

const tab = (name, index) => ({
  wxml: `<view>tab ${name}</view>`,
  js: `Page({ onShow() { this.getTabBar().setData({ at: ${index} }); } });`,
  reads: [],
});

const tabs = ['one', 'two'];

const bar = {
  'custom-tab-bar/index.wxml': '<view><button wx:for="{{tabs}}" wx:key="*this" data-page="{{item}}" bindtap="go">go to {{item}}</button><text>tab number {{at}}</text></view>\n',
  'custom-tab-bar/index.js': `Component({ data: { at: -1, tabs: ${JSON.stringify(tabs)} }, methods: { go({ currentTarget }) { const { page } = currentTarget.dataset; wx.switchTab({ url: \`/pages/\${page}/\${page}\` }); } } });\n`,
  'custom-tab-bar/index.json': '{"component": true}\n',
};

const pages = ['one', 'two', ...Object.keys(cases), 'login', 'broken'];

/** All files of the mini-program, by path. */
export const files = {
  'project.config.json': `${JSON.stringify({ appid: 'touristappid', compileType: 'miniprogram', projectname: 'cases' }, null, 2)}\n`,
  'app.js': 'App({});\n',
  'app.json': JSON.stringify({ pages: pages.map((name) => `pages/${name}/${name}`), tabBar: { custom: true, list: tabs.map((name) => ({ pagePath: `pages/${name}/${name}`, text: name })) } }, null, 2),
  ...bar,
  ...Object.assign({}, ...Object.entries(cases).map(([name, page]) => pageFiles(name, page)), ...tabs.map((name, at) => pageFiles(name, tab(name, at)))),
  ...pageFiles('login', { wxml: '<text>code {{code}}</text><button bindtap="keep">keep</button><text>{{kept}}</text>', js: login, reads: [] }),
  ...pageFiles('broken', { wxml: broken.wxml, reads: [] }),
};
