package zh

// view is the browser view and the packages that it stands on.
func view() map[string]string {
	return map[string]string{
		"view.watchLimit": "保存后不会自动刷新：系统允许监听的文件夹数量不够，监听不了 %s；调高上限（Linux：sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512）后重新运行",
		"view.noWatch":    "保存后不会自动刷新：无法监听 %s：%v；要看改动请重新运行",

		"packages.fetch":        "无法下载 %s（来自 %s）：%v",
		"packages.fetchHint":    "mlvb dev 只需下载一次，之后存放在 %s。连不上 npm 源时，任选一种办法：\n  - 换国内镜像：npm config set registry https://registry.npmmirror.com（没装 npm：在用户主目录的 .npmrc 里写 registry=https://registry.npmmirror.com）\n  - 走代理：设置环境变量 HTTPS_PROXY=http://HOST:PORT\n  - 没有网络：改用发布包里的 mlvb（已内置），或从下载过的电脑上复制这个文件夹",
		"packages.settings":     "无法下载 %s：%v",
		"packages.settingsHint": "npm 的配置在项目和用户主目录的 .npmrc 里，以及以 NPM_CONFIG_ 开头的环境变量里",
	}
}
