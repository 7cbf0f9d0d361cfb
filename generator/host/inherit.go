package host

import (
	"strconv"

	"mlvb/generator/wechat"
)

// Inherited is what an app hands down to every page, and what the pages that are
// added say instead.
type Inherited struct {
	Setting string `json:"setting"` // of app.json, or of its window
	App     string `json:"app"`     // what the app says
	Pages   any    `json:"pages"`   // what the added pages say
}

// Inherit lists what app.json says that the pages of a live room can't do with.
// A page that has a setting of its own keeps it: the room draws its own bar, the
// list of rooms is pulled down.
//
// Live tags are made for WebView pages; Skyline wants a navigation bar of its
// own from each. The pages are made for the bar that WeChat draws, and upright.
// What they need not be protected from: style, since they style every control
// themselves; componentFramework, lazyCodeLoading and darkmode, which they work
// with and without; permission, requiredPrivateInfos and
// requiredBackgroundModes, which no live tag needs.
func Inherit(app wechat.App) []Inherited {
	var list []Inherited
	w := app.Window
	if app.Renderer != "" && app.Renderer != "webview" {
		list = append(list, Inherited{"renderer", app.Renderer, "webview"})
	}
	if w.Bar == "custom" {
		list = append(list, Inherited{"navigationStyle", w.Bar, "default"})
		if text := legible(w.BarColour); text != "" && text != w.BarText {
			list = append(list, Inherited{"navigationBarTextStyle", w.BarText, text})
		}
	}
	if w.PullDown {
		list = append(list, Inherited{"enablePullDownRefresh", "true", false})
	}
	if w.Orientation == "landscape" || w.Orientation == "auto" {
		list = append(list, Inherited{"pageOrientation", w.Orientation, "portrait"})
	}
	return list
}

// Settings are what the added pages say, by name.
func Settings(list []Inherited) map[string]any {
	settings := map[string]any{}
	for _, i := range list {
		settings[i.Setting] = i.Pages
	}
	return settings
}

// legible is the text style that can be read on a bar of that colour: nobody
// saw the one that an app without a bar names. It is empty for a colour of the
// theme and for none.
func legible(colour string) string {
	if len(colour) != 4 && len(colour) != 7 && len(colour) != 9 || colour[0] != '#' {
		return ""
	}
	digits := colour[1:]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	rgb, err := strconv.ParseUint(digits[:6], 16, 32)
	if err != nil {
		return ""
	}
	// The brightness of a colour as television has it (ITU-R BT.601).
	if r, g, b := rgb>>16, rgb>>8&0xff, rgb&0xff; 299*r+587*g+114*b > 128_000 {
		return "black"
	}
	return "white"
}
