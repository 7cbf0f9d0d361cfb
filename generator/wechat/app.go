package wechat

import (
	"io/fs"
	"strings"
)

// App is what an app.json says that concerns pages which are added to it.
type App struct {
	Pages       []string // of the main package, without slashes around them
	Subpackages []Subpackage
	Window      Window
	Renderer    string // of all pages that name none
	Privacy     *bool  // __usePrivacyCheck__; nil where it is not there
}

// Window is what app.json sets for every page that says nothing else.
type Window struct {
	Title       string `json:"navigationBarTitleText"`
	Bar         string `json:"navigationStyle"` // custom takes the navigation bar away
	BarColour   string `json:"navigationBarBackgroundColor"`
	BarText     string `json:"navigationBarTextStyle"`
	PullDown    bool   `json:"enablePullDownRefresh"`
	Orientation string `json:"pageOrientation"`
}

// ReadApp reads an app.json. Members of another shape than WeChat's tell
// nothing. The error is a [*ConfigError].
func ReadApp(project fs.FS, name string) (App, error) {
	var app App
	m, err := readConfig(project, name)
	if err != nil {
		return app, err
	}
	m.read("pages", &app.Pages)
	for i, page := range app.Pages {
		app.Pages[i] = strings.Trim(page, "/")
	}
	for _, key := range []string{"subpackages", "subPackages"} {
		var list []Subpackage
		m.read(key, &list)
		for i := range list {
			list[i].Root = strings.Trim(list[i].Root, "/")
		}
		app.Subpackages = append(app.Subpackages, list...)
	}
	m.read("window", &app.Window)
	m.read("renderer", &app.Renderer)
	m.read("__usePrivacyCheck__", &app.Privacy)
	return app, nil
}
