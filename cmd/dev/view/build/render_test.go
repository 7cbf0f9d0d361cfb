package build_test

import "testing"

const fivePages = `
-- app.json --
{"pages": ["a", "b", "c", "d", "e"]}
-- a.js --
-- b.js --
-- c.js --
-- d.js --
-- e.js --
-- a.wxml --
<view/>
-- b.wxml --
<view/>
-- c.wxml --
<view/>
-- d.wxml --
<view/>
-- e.wxml --
<view/>
`

const rows = `{"rows": [{"id": 1, "name": "ada"}, {"id": 2, "name": "bob"}], "on": true, "n": 0}`

func TestAnIncludeStandsForTheText(t *testing.T) {
	app := buildOf(t, fivePages+`
-- a.wxml --
<view wx:for="{{rows}}" wx:key="id"><include src="./row.wxml" /></view>
-- b.wxml --
<include wx:for="{{rows}}" wx:for-item="row" src="named"></include><include src="plain"/>
-- c.wxml --
<block wx:for="{{rows}}" wx:key="id"><view wx:if="{{on}}"><include src="parts/outer.wxml" /></view></block>
-- d.wxml --
<view wx:for="{{rows}}" wx:for-index="i"><include src="cells" wx:for="{{[0, 1]}}" wx:key="{{index}}"/></view>
-- e.wxml --
<wxs module="m">module.exports = { loud: function (s) { return s + '!' } }</wxs>
<text wx:for="{{rows}}"><include src="e-row" wx:if="{{ item.id > 1 }}"/></text>
-- e-row.wxml --
<text>{{m.loud(item.name)}}</text>
-- row.wxml --
<text>{{index}} {{item.name}},</text>
-- named.wxml --
{{row.name}}-{{index}}
-- cells.wxml --
{{i}}{{index}}{{item}}.<include src="cell"/>
-- cell.wxml --
<text>{{i}};</text>
-- plain.wxml --
<text>{{on}}<template is="own"/></text><template name="own">{{1 + 1}}</template>
-- parts/outer.wxml --
<import src="names"/><wxs module="sign" src="./sign.wxs"/><wxs module="inner">module.exports = ";"</wxs>
<template name="here"><text>[{{name}}]</text></template>
<template is="here" data="{{...item}}"/><template is="there" data="{{i: index}}"/>{{sign}}{{inner}}<include src="../row"/>
-- parts/names.wxml --
<template name="there"><text>({{i}})</text></template>
-- parts/sign.wxs --
module.exports = "+"
`)
	wantFailures(t, app, "warning d.wxml:1:... a key with {{ }} is none... []")
	wantRendered(t, app, rows,
		"a: 0 ada,1 bob,",
		"b: ada-0 bob-1 true2",
		"c: [ada](0)+;0 ada,[bob](1)+;1 bob,",
		"d: 000.0;011.0;100.1;111.1;",
		"e: bob!",
	)
}

func TestScriptsOfTemplatesRunWhenTheyAreNeeded(t *testing.T) {
	m := open(t, fivePages+`
-- a.wxml --
<wxs src="./lib/price.wxs" module="price" /><text>{{price.yuan(250)}}</text>
-- b.wxml --
<wxs module="m">module.exports = { plus: function (s) { return s.replace(getRegExp("-", "g"), "+"); } }; // the end</wxs><text>{{m.plus("a-b-c")}}</text>
-- c.wxml --
<wxs module="m">module.exports = { n: nothing.at.all };</wxs><text>{{m.n}}</text>
-- d.wxml --
<wxs module="a">exports.n = require("/lib/once.wxs").n + [[].constructor == 'Array', ''.constructor !== "String", 'Number' === (1).constructor]</wxs><wxs module="b" src="lib/once.wxs"/>{{a.n}}{{b.n}}
-- e.wxml --
<wxs module="m">}); module.exports = (function () {</wxs><text>{{on}}</text>
-- lib/price.wxs --
var round = require("./round.wxs"); module.exports = { yuan: function (fen) { return round.two(fen / 100); } };
-- lib/round.wxs --
module.exports = { two: function (n) { return n.toFixed(2); } };
-- lib/once.wxs --
exports.n = (exports.n || 0) + 1
`)
	app := m.build()
	wantFailures(t, app, "error e.wxml:1:17  Unexpected... [e]")
	wantRendered(t, app, rows, "a: 2.50", "b: a+b+c", "c: nothing is not defined", "d: 1true,false,true1", "e: true")
	m.remove("lib/round.wxs")
	wantFailures(t, m.build(), "error e.wxml:1:17  Unexpected... [e]", "error lib/price.wxs:1:21  there is no file lib/round.wxs [a]")
}

func TestABrokenTemplateLeavesTheOthersAsTheyAre(t *testing.T) {
	app := buildOf(t, fivePages+`
-- a.wxml --
<view>{{ a ? </view>
-- b.wxml --
<view `+"\u00a0"+`a="1"/>
-- c.wxml --
<include src="b"/><view>c</view>
-- d.wxml --
<import src="a"/><view>{{rows.length}}</view>
-- e.wxml --
<view>{{`+"`x`"+`}}</view>
`)
	for _, f := range app.Failures {
		if f.Severity != "error" || len(f.Pages) == 0 {
			t.Errorf("%s stops %v", f, f.Pages)
		}
	}
	wantRendered(t, app, rows, "a:", "b: no template", "c: c", "d: 2", "e:")
}
