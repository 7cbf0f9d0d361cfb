package build_test

import (
	"strings"
	"testing"
)

// templateOf is a mini-program with one page, a, whose template this is.
func templateOf(template, more string) string {
	return onePage + "-- a.wxml --\n" + template + "\n" + more
}

func TestWarningsOfTheTemplateCompilerStopNothing(t *testing.T) {
	wantFailures(t, buildOf(t, templateOf(`<view wx:for="{{rows}}" wx:key="{{item.id}}">{{item.name}}</view>
<view wx:for-items="{{rows}}" wx:key="id">{{item.name}}</view>
<view class="a" class="b">twice</view>
<view id= "x">blank</view>
<view data-roomId="1">upper</view>
<text>a &b; </text><include src="./a">x</include><template/>`, "")),
		"warning a.wxml:1:33  a key with {{ }} is none... []",
		"warning a.wxml:2:7  the attribute is out of date []",
		"warning a.wxml:3:17  the tag has this attribute twice: ... []",
		"warning a.wxml:4:10  no space belongs here []",
		"warning a.wxml:5:7  write this in lower case... []",
		"warning a.wxml:6:9  no such entity... []",
		"warning a.wxml:6:39  this tag has nothing inside... []",
		"warning a.wxml:6:59  the name is missing []",
	)
}

func TestMistakesInTemplatesHaveTheirPlace(t *testing.T) {
	for template, want := range map[string]string{
		"<view>\n  😀<text>{{ a ? b }}</text>\n</view>": "error a.wxml:2:19  the ? has no : [a]",
		"<view>\n<text>\n</view>":                      "error a.wxml:2:2  the tag is not closed [a]",
		"<view>\n</text></view>":                       "error a.wxml:2:1  no tag is open that this one could close [a]",
		"<view a='":                                    "error a.wxml:1:... [a]",
		"<wxs src='./x.wxs'/>":                         "error a.wxml:1:2  the name is missing [a]",
		"<wxs module='m' src='./x.wxs'/>":              "error a.wxml:1:22  there is no file x.wxs [a]",
		"<import src='gone.wxml'/>":                    "warning a.wxml:1:14  there is no file gone.wxml []",
		"<include src='/gone'/>":                       "warning a.wxml:1:15  there is no file gone.wxml []",
		"<view\u00a0a='1'/>":                           "error a.wxml:1:6  this is no plain space... [a]",
		"<text>\u3000</text>\n<view\u3000a='1'/>":      "error a.wxml:2:6  this is no plain space... [a]",
		strings.Repeat("<view>", 50_000):               "error a.wxml  WeChat's template compiler fails on this file: wasm error: ... [a]",
		"中<wxs module='m'>\nexports.x = ;</wxs>":       "error a.wxml:2:13  Unexpected... [a]",
		"<wxs module='m'>import x from './y'</wxs>":    "error a.wxml:1:17  WXS knows no import... [a]",
		"<wxs module='m'>require('./y.wxs')</wxs>":     "error a.wxml:1:25  there is no file y.wxs [a]",
	} {
		t.Run(template[:min(40, len(template))], func(t *testing.T) {
			wantFailures(t, buildOf(t, templateOf(template, "")), want)
		})
	}
}

func TestPlacesInWhatALoopIncludesAreThoseOfTheFile(t *testing.T) {
	wantFailures(t, buildOf(t, templateOf("<view wx:for='{{rows}}'>\n<include src='row'/></view><view a='1' a='2'/>", `
-- row.wxml --
<text>{{item}}</text>
  <text b="1" b="2"/>
<import src="none"/><wxs module="m" src="none.wxs"/>
`)),
		"error row.wxml:3:42  there is no file none.wxs [a]",
		"warning a.wxml:2:40  the tag has this attribute twice... []",
		"warning row.wxml:2:15  the tag has this attribute twice... []",
		"warning row.wxml:3:14  there is no file none.wxml []",
	)
}

func TestAPageWithoutATemplate(t *testing.T) {
	m := open(t, onePage)
	m.remove("a.wxml")
	wantFailures(t, m.build(), "error a.wxml  there is no file a.wxml [a]")
}
