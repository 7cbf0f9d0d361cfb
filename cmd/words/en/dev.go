package en

// dev is mlvb dev.
func dev() map[string]string {
	return map[string]string{
		"dev.short":        "Run all that development needs: server, media relay, browser view",
		"dev.long":         "Run the project's server, a media relay and the browser view, and print the address to\nopen: every page of the mini-program, with the camera of this computer and live video. A\nsecond tab with ?user=NAME is another person. There is nothing to install or to set up, and\na save shows at once. The server is the one in server/, changed or not; where this computer\nlacks Go or Node for it, the one in mlvb takes its place and that is said. Keys of one run\nsign all media addresses. It is for development: for production mlvb serve, or the\nproject's own server, runs alone. Ctrl-C ends it all.",
		"dev.example":      "  mlvb dev\n  mlvb dev --lan\n  mlvb dev myapp --open",
		"dev.portFlag":     "port of the browser view; by default 5180, or the next that is free",
		"dev.lanFlag":      "let phones in: server and media in the local network too, and QR codes to scan",
		"dev.openFlag":     "open the browser",
		"dev.noWebFlag":    "server and media alone, without the browser view",
		"dev.jsonFlag":     "print one JSON object a line: ready with all addresses, then what happens",
		"dev.noFolderHint": "go to the folder of a mini-program, or name it: mlvb dev myapp",
		"dev.none":         "there is no mini-program in %s or above it: neither project.config.json nor app.json",
		"dev.noneHint":     "go to the folder of one, or make one: mlvb new myapp",

		"dev.ready":       "%s in the browser; Ctrl-C ends it",
		"dev.readyServer": "the server of %s; Ctrl-C ends it",
		"dev.row.server":  "server",
		"dev.row.media":   "media",
		"dev.row.play":    "play",
		"dev.obs":         "Server      %s",
		"dev.obsKey":      "Stream Key  %s",

		"dev.streams.relay": "(development, small rooms)",
		"dev.streams.media": "(MEDIA_URL of the settings)",
		"dev.streams.css":   "(Tencent Cloud)",

		"dev.foreign":     "mlvb did not make this mini-program: its server is the one in mlvb, without settings",
		"dev.foreignHint": "mlvb add live gives it live pages; mlvb adopt makes it a project",
		"dev.moved":       "port %d is taken by another program: the server is at %d",
		"dev.movedHint":   "the browser view finds it; on a phone scan its code, in DevTools type %s on the home page",
		"dev.instead":     "nothing listens at %s (MEDIA_URL): streams go to the relay of this run",
		"dev.css":         "streams go to %s, where the browser view can't push; phones can",
		"dev.cssHint":     "without PUSH_KEY in server/.env they go to a relay here",
		"dev.wechat":      "WX_APPSECRET is set, so WeChat checks each login: that of the browser view fails",
		"dev.wechatHint":  "put # before it in server/.env as long as you work in the browser",
		"dev.withoutView": "  - without the browser view: %s",
		"dev.fetching":    "fetching %s",

		"dev.noGo":          "your changes in %s do not run: there is no Go in PATH; the server in mlvb stands in",
		"dev.noGoHint":      "install Go 1.22 or newer, https://go.dev/dl/, and start again",
		"dev.noNode":        "the Node server in %s does not run: there is no node in PATH; the server in mlvb stands in",
		"dev.noNodeHint":    "install Node.js 18.12 or newer, https://nodejs.org, and start again",
		"dev.oldNode":       "the Node server in %s does not run: it needs Node.js %d or newer; the server in mlvb stands in",
		"dev.unknownServer": "whether you changed %s can't be told (%s): the server in mlvb runs",

		"dev.part.server":           "server",
		"dev.part.media":            "media",
		"dev.part.view":             "view",
		"dev.event.server-starting": "starting: %s",
		"dev.event.server-started":  "runs: %s",
		"dev.event.server-changed":  "%s changed: starts again",
		"dev.event.server-crashed":  "it ended: %s; save a file of it to start it again",
		"dev.event.server-unusable": "stands still until this is right: %s",
		"dev.event.unwatched":       "saves are not noticed: %s",
		"dev.event.part-stopped":    "it ended: %s",
		"dev.event.stream-began":    "%s is on air, from %s",
		"dev.event.stream-ended":    "%s has ended, from %s",
	}
}
