/** What the scripts of this folder say. */
export default {
  /** Language of miniprogram-ci's own messages. */
  locale: 'en',

  notInstalled: 'the developer tools are not installed yet; run first:',
  badConfigHint: 'that file belongs into the project\'s folder and must be valid JSON',

  compiled: 'compiled without errors',
  mainPackage: 'main package',
  unchecked: 'note: WeChat\'s WXML compiler does not run on this computer, so the expressions in {{ }} are unchecked; WeChat DevTools checks them',
  unknownKey: (key) => `there is no setting "${key}"`,
  notFound: (request) => `"${request}" is not found`,
  refused: (count) => `not compiled: ${count} ${count === 1 ? 'error' : 'errors'}`,
  refusedHint: 'mend the places listed above, then run npm run compile again',
  tooLarge: (name) => `${name} is over 2 MB: WeChat will not take it`,
  tooLargeHint: 'move pages to a sub-package, or pictures and media to a server',

  previewUsage: 'usage: npm run preview -- [--key FILE] [--robot 1-30] [--desc TEXT]',
  uploadUsage: 'usage: npm run upload -- --version 1.0.0 [--desc TEXT] [--robot 1-30] [--key FILE]',
  badRobot: (value) => `--robot ${value}: a robot is a whole number from 1 to 30`,
  unknownFlag: (flag) => `unknown argument ${flag}`,
  noValue: (flag) => `${flag} needs a value`,
  noVersion: 'the version is missing',
  scan: 'scan it with WeChat, logged in as a developer or tester of this mini-program',
  noRelease: 'note: servers.release in config.js is empty, so a release has no server to reach',
  uploaded: (version, robot) => `uploaded ${version} (robot ${robot}): 微信公众平台 > 版本管理 > 开发版本`,

  tourist: 'touristappid can be neither previewed nor uploaded',
  touristHint: 'put your own appid into project.config.json: 微信公众平台 > 开发管理 > 开发设置',
  noKey: (file, code) => `cannot read the upload key ${file} (${code})`,
  noKeyHint: (file, variable) => `make a key in 微信公众平台 > 开发管理 > 开发设置 > 小程序代码上传 and save it as ${file} in the project's folder, or name it by --key or the environment variable ${variable}`,
  badKey: 'the upload key is unusable: its content or encoding is wrong',
  badKeyHint: 'download the key again and leave it as it is; a lost key is reset in 开发设置 > 小程序代码上传',
  refusedIP: (ip) => `WeChat refused ${ip}: it is not on the IP white list`,
  refusedIPHint: 'add that address, or switch the list off: 微信公众平台 > 开发管理 > 开发设置 > 小程序代码上传 > IP 白名单',
  noNetwork: 'WeChat\'s servers are out of reach',
  noNetworkHint: 'check the network; behind a proxy set the environment variable HTTPS_PROXY',
  refusedByWeChat: (text) => `WeChat did not take it: ${text}`,
  refusedByWeChatHint: 'see that the key belongs to the appid in project.config.json and that the mini-program is not frozen',
  noCode: 'the preview is uploaded, but its QR code could not be drawn',
  noCodeHint: 'open it on the phone: 小程序助手 > 开发版',
};
