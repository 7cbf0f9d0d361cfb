package build_test

import (
	"strings"
	"testing"
)

func TestStyleSheetsAreCompleteAndInOrder(t *testing.T) {
	app := buildOf(t, onePage+`
-- app.wxss --
@import "base.wxss";@import url('/base.wxss'); @import 'base';
.app {}
-- base.wxss --
/* @import "none.wxss"; */
.base {} @import "https://example.com/font.css";
-- a.json --
{"usingComponents": {"card": "x/card", "other": "y/card"}}
-- a.wxss --
.a {}
-- x/card.js --
-- x/card.json --
{}
-- x/card.wxml --
-- x/card.wxss --
.x {}
-- y/card.js --
-- y/card.json --
{}
-- y/card.wxml --
`)
	wantFailures(t, app)
	got := ""
	for _, sheet := range app.Styles {
		got += sheet.Path + " " + sheet.Scope + ": " + strings.Join(strings.Fields(sheet.WXSS), " ") + "\n"
	}
	want := `app : /* @import "none.wxss"; */ .base {} @import "https://example.com/font.css"; .app {}
x/card card: .x {}
y/card card2: 
a : .a {}
`
	if got != want {
		t.Errorf("sheets:\n%s\nwant:\n%s", got, want)
	}
}

func TestMistakesInStyleSheets(t *testing.T) {
	for sheet, want := range map[string]string{
		".a {\n color: red;":                      "error a.wxss:3:1  Expected \"}\"... [a]",
		".a {}\n}":                                "error a.wxss:2:1  Unexpected \"}\" [a]",
		"// no comment\n.a {}":                    "error a.wxss:1:1  Comments in CSS... [a]",
		".a { color red }":                        "error a.wxss:1:11  Expected \":\" [a]",
		"/* 中 */ @import './gone.wxss';":          "warning a.wxss:1:9  there is no file gone.wxss []",
		".a { *zoom: 1 }":                         "warning a.wxss:1:6  Expected identifier... []",
		".a { width: 10rpx; .b { top: 0 } }":      "",
		".a { color: ; } view{top:calc(1px+2px)}": "",
	} {
		t.Run(sheet, func(t *testing.T) {
			wants := []string{}
			if want != "" {
				wants = append(wants, want)
			}
			wantFailures(t, buildOf(t, onePage+"-- a.wxss --\n"+sheet+"\n"), wants...)
		})
	}
}

func TestSourcesOfStyleSheetsAreNamed(t *testing.T) {
	for _, ending := range []string{"scss", "sass", "less"} {
		wantFailures(t, buildOf(t, onePage+"-- a."+ending+" --\n$x: 1\n"),
			"error a.wxss  there is no a.wxss: compile a."+ending+" to it, as DevTools does with setting.useCompilerPlugins [a]")
	}
	wantFailures(t, buildOf(t, onePage+"-- a.scss --\n$x: 1\n-- a.wxss --\n.a {}\n"))
}
