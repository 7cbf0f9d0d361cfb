/** 浏览器预览（npm run web）里的文案。 */
module.exports = {
  shell: {
    lang: 'zh-CN',
    title: '浏览器预览',
    notInstalled: '开发工具还没有安装，请先运行 npm install',
    usage: '用法：npm run web -- [--port 端口] [--open]',
    badPort: (value) => `--port ${value}：端口是 1 到 65535 的整数`,
    noPort: (first, last) => `端口 ${first} 到 ${last} 都被占用：用 --port 换一个`,
    noFile: (file) => `没有 ${file} 这个文件`,
    noPage: (file) => `app.json 写了这个页面，但没有 ${file}`,
    noComponent: (tag, file) => `<${tag}> 的组件不在：没有 ${file}`,
    noModule: (request) => `找不到模块 '${request}'`,
    back: '返回',
  },
  wx: {},
  live: {},
};
