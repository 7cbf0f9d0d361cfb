package en

// view is the browser view and the packages that it stands on.
func view() map[string]string {
	return map[string]string{
		"view.watchLimit": "saves are not noticed: the system can't watch all folders of %s; raise its limit (Linux: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512), then start again",
		"view.noWatch":    "saves are not noticed: %s can't be watched: %v; start again to see changes",

		"packages.fetch":        "%s could not be fetched from %s: %v",
		"packages.fetchHint":    "mlvb dev fetches it once and keeps it in %s. Without npm's registry, one of these:\n  - a mirror: npm config set registry https://registry.npmmirror.com (without npm: put registry=https://registry.npmmirror.com into .npmrc in your home folder)\n  - a proxy: set HTTPS_PROXY=http://HOST:PORT in the environment\n  - no network: take mlvb from a release archive, which has it inside, or copy that folder from a computer that has it",
		"packages.settings":     "%s can't be fetched: %v",
		"packages.settingsHint": "npm's settings are in .npmrc of the project and of your home folder, and in variables that begin with NPM_CONFIG_",
	}
}
