/** What the scripts of this folder say. */
export default {
  /** Language of miniprogram-ci's own messages. */
  locale: 'zh',

  notInstalled: '开发工具还没有安装，请先运行：',
  badConfigHint: '这个文件要放在项目根目录，内容是合法的 JSON',

  compiled: '编译通过',
  mainPackage: '主包',
  unchecked: '注意：这台电脑运行不了微信的 WXML 编译器，{{ }} 里的表达式没有检查；微信开发者工具会检查',
  unknownKey: (key) => `没有 "${key}" 这个配置项`,
  notFound: (request) => `找不到 "${request}"`,
  refused: (count) => `编译没有通过：${count} 处错误`,
  refusedHint: '改好上面列出的位置，再运行 npm run compile',
  tooLarge: (name) => `${name} 超过 2 MB，微信不会接收`,
  tooLargeHint: '把页面移到分包，或把图片、音视频放到服务器上',

  previewUsage: '用法：npm run preview -- [--key 密钥文件] [--robot 1-30] [--desc 说明]',
  uploadUsage: '用法：npm run upload -- --version 1.0.0 [--desc 说明] [--robot 1-30] [--key 密钥文件]',
  badRobot: (value) => `--robot ${value}：机器人编号是 1 到 30 的整数`,
  unknownFlag: (flag) => `没有 ${flag} 这个参数`,
  noValue: (flag) => `${flag} 后面要写值`,
  noVersion: '缺少版本号',
  scan: '用微信扫码打开预览；手机上要登录这个小程序的开发者或体验者账号',
  noRelease: '注意：config.js 的 servers.release 还空着，正式版连不上服务端',
  uploaded: (version, robot) => `已上传 ${version}（机器人 ${robot}）：微信公众平台 > 版本管理 > 开发版本`,

  tourist: '游客模式（touristappid）不能预览和上传',
  touristHint: '把 project.config.json 里的 appid 换成自己的：微信公众平台 > 开发管理 > 开发设置',
  noKey: (file, code) => `读不到上传密钥 ${file}（${code}）`,
  noKeyHint: (file, variable) => `微信公众平台 > 开发管理 > 开发设置 > 小程序代码上传：生成密钥，存为项目根目录下的 ${file}，或用 --key、环境变量 ${variable} 指定`,
  badKey: '上传密钥无法使用：文件内容或编码不对',
  badKeyHint: '重新下载密钥文件，不要改动；遗失的密钥要在 开发设置 > 小程序代码上传 重置',
  refusedIP: (ip) => `微信拒绝了 ${ip}：它不在 IP 白名单里`,
  refusedIPHint: '微信公众平台 > 开发管理 > 开发设置 > 小程序代码上传 > IP 白名单：添加这个地址，或关闭白名单',
  noNetwork: '连不上微信的服务器',
  noNetworkHint: '检查网络；需要代理时设置环境变量 HTTPS_PROXY',
  refusedByWeChat: (text) => `微信没有接收：${text}`,
  refusedByWeChatHint: '确认密钥属于 project.config.json 里的 appid，且该小程序没有被冻结',
  noCode: '预览已上传，但二维码没能画出来',
  noCodeHint: '可在微信的 小程序助手 > 开发版 中打开',
};
