// Package client holds the JavaScript of the browser view: what draws the phone
// and runs a mini-program in it.
//
// Goals: sources that can be read as they are, tested by node --test without a
// browser where they need none, and bundled by whoever serves them. The package
// knows no bundler and no server, and none of the packages of npm that the
// sources import.
//
// Two entry points make two bundles, each a script and a style sheet (modules
// import the .css files that they need):
//
//	runtime/main.mjs   phone.js, phone.css: the phone, on the page runtime/phone.html
//	shell/shell.js     shell.js, shell.css: the window around it, on the page shell/index.html
//
// Modules import one another by relative paths with their extension. A bare name
// is a package of npm (glass-easel, glass-easel-miniprogram-adapter, mpegts.js),
// but for one: "words" is words/LANGUAGE.js, the texts in the language that the
// bundle is for. Those of all languages have the same keys, which a test holds.
// The bundle defines process.env.NODE_ENV as "development".
//
// The pages have places that the server fills:
//
//	%CLIENT%   folder of the bundles, without a slash at its end
//	%TOKEN%    what the page sends as x-mlvb-token with each POST /request
//	%FLV%      port at which the relay has FLV over HTTP and WebSocket; empty or 0: 8000
//
// What a page asks of its server, beside files under /client and /app:
//
//	GET /build.json   the build, see runtime/built.mjs
//	GET /events       server-sent events: revision, reload, styles, failure, see runtime/reload.mjs
//	POST /request     wx.request and its kin, see wx/proxy.mjs
package client

import (
	"embed"
	"io/fs"
)

//go:embed live runtime shell tags words wx
var files embed.FS

// Files returns the sources, by paths such as runtime/main.mjs.
func Files() fs.FS { return files }
