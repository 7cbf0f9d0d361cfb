package build_test

import (
	"strings"
	"testing"
)

func TestPlacesOfMistakesInJSON(t *testing.T) {
	long := `"` + strings.Repeat("x", 60) + `"`
	for text, place := range map[string]string{
		"{\n  \"light\": {},,\n}":          "2:15",
		"{\n  \"oo\": oops\n}":             "2:9",
		"{\n  \"a\": [1,,2],\n  \"b\": 1}": "2:11",
		"{\n  \"a\": tru }":                "2:11",
		"{\n  \"b\": " + long:              "2:70",
		"{\n  \"中\": 😀}":                   "2:8",
		"{'a': 1}":                         "1:2",
		"":                                 "1:1",
		"{} {}":                            "1:4",
		strings.Repeat("[", 20_000):        "1:",
	} {
		t.Run(text[:min(20, len(text))], func(t *testing.T) {
			wantFailures(t, buildOf(t, onePage+"-- a.json --\n"+text+"\n"), "error a.json:"+place+"...this is no JSON... [a]")
		})
	}
}

func TestCommentsInJSONAreReadWithAWarning(t *testing.T) {
	app := buildOf(t, onePage+`
-- a.json --
{
  "navigationBarTitleText": "a // b", // title
  /* colour,
  */ "navigationBarBackgroundColor": "#000",
}
`)
	wantFailures(t, app, "warning a.json:2:39  DevTools and uploads refuse comments... []")
	if c := app.Configs["a"]; c["navigationBarTitleText"] != "a // b" || c["navigationBarBackgroundColor"] != "#000" {
		t.Errorf("config %v", c)
	}
}

func TestAByteOrderMarkIsNoMistake(t *testing.T) {
	app := buildOf(t, onePage+"-- a.json --\n\ufeff{\"component\": true}\n-- a.js --\n\ufeffPage({})\n-- a.wxml --\n\ufeff<view a='1' a='2'/>\n")
	wantFailures(t, app, "warning a.wxml:1:13  the tag has this attribute twice... []")
	if app.Modules["a.js"] != "Page({})\n" {
		t.Errorf("script %q", app.Modules["a.js"])
	}
}
